"""What the screen of an infusion says: what to do now, what was given, when to look at the patient."""

from dataclasses import dataclass
from datetime import datetime

from pharmacy.language import Language, Text, in_a_row, text, verbatim
from pharmacy.moments import begun_minutes
from pharmacy.pump import Phase
from pharmacy.quantities import hundredths
from pharmacy.service.act import Station
from pharmacy.service.infusions import Infusion
from tui.widgets.countdown import when_text

SAID_ELSEWHERE = frozenset({"paused", "change-due"})
"""Findings that the sentence of what to do now says already."""


@dataclass(frozen=True)
class InfusionWords:
    """An infusion at one moment, in words."""

    station: Station
    language: Language
    shown: Infusion
    now: datetime

    def clock(self, moment: datetime) -> str:
        """A clock time at the site, with the day or the offset where it is another one."""
        return when_text(moment, self.now, self.station.site.tz, self.language)

    def what_now(self) -> tuple[Text, Text]:
        """In a few large words, and in a sentence."""
        running = self.shown.running
        change = running.next_change
        match running.phase:
            case Phase.RUNNING if change is not None and running.change_due:
                return (
                    text("CHANGE NOW {rate}", rate=change.rate_ml_per_h),
                    text(
                        "CHANGE NOW: set the pump to {rate} mL/h, then press space. Due since {time}; "
                        "{now} mL/h runs until then.",
                        rate=change.rate_ml_per_h,
                        time=self.clock(change.starts_at),
                        now=running.rate_ml_per_h,
                    ),
                )
            case Phase.RUNNING if change is not None:
                return (
                    text("NOW {now} NEXT {rate}", now=running.rate_ml_per_h, rate=change.rate_ml_per_h),
                    text(
                        "NOW {now} mL/h · NEXT {rate} mL/h at {time} (in {left})",
                        now=running.rate_ml_per_h,
                        rate=change.rate_ml_per_h,
                        time=self.clock(change.starts_at),
                        left=_left(change.starts_at, self.now),
                    ),
                )
            case Phase.RUNNING:
                held = (
                    text("no higher rate after the reaction, until a physician says so (k)")
                    if running.held
                    else text("to the end")
                )
                return (
                    text("NOW {now}", now=running.rate_ml_per_h),
                    text("NOW {now} mL/h · {held}", now=running.rate_ml_per_h, held=held),
                )
            case Phase.PAUSED:
                since = next(found.words for found in running.findings if found.code == "paused")
                return text("PAUSED"), text(
                    "{since} When it may go on: u, at {rate} mL/h.", since=since, rate=running.resume_at
                )
            case Phase.EMPTY:
                return text("ALL GIVEN"), text(
                    "By the rates that ran, all of it is given. Look at bag, line and pump, then press f."
                )
        return self._after()

    def _after(self) -> tuple[Text, Text]:
        until = self.shown.observed_until
        assert until is not None
        if self.now >= until:
            return text("OBSERVATION OVER"), text(
                "Under observation until {time}: that is over. f ends it, and the catheter may come out.",
                time=self.clock(until),
            )
        return text("OBSERVE"), text(
            "UNDER OBSERVATION until {time} (in {left}), the catheter stays.",
            time=self.clock(until),
            left=_left(until, self.now),
        )

    def given(self) -> Text:
        """What was given, until when, and what is left in the line once the bag is empty."""
        running, dose = self.shown.running, self.station.protocol.dose
        parts = [
            text(
                "given {ml} mL, {mg} of {dose}",
                ml=hundredths(running.given_ml),
                mg=hundredths(running.given_mg),
                dose=dose.quantity,
            )
        ]
        if running.phase is Phase.RUNNING and running.ends_at is not None:
            parts.append(text("ends about {time}", time=self.clock(running.ends_at)))
        if running.finish_before is not None and running.phase is not Phase.ENDED:
            parts.append(text("FINISH BEFORE {time}", time=self.clock(running.finish_before)))
        if self.shown.bag.ended_because:
            parts.append(text("stopped: {reason}", reason=self.shown.bag.ended_because))
        words = in_a_row(parts)
        empty = running.bag_empty_at
        if running.phase is Phase.RUNNING and empty is not None and empty <= self.now:
            left = running.remaining_ml
            return text(
                "{words}\nThe bag is empty. In the line: {ml} mL, {mg} mg. Let it run, do not disconnect.",
                words=words,
                ml=hundredths(left),
                mg=hundredths(dose.value - running.given_mg),
            )
        return words

    def looks(self) -> Text:
        """When the patient is looked at again, and what was found last."""
        due, signs = self.shown.observe_at, self.shown.signs
        parts = []
        if due is not None and self.now >= due:
            parts.append(text("LOOK AT THE PATIENT NOW (o), due {time}", time=self.clock(due)))
        elif due is not None:
            parts.append(text("observations due {time}", time=self.clock(due)))
        if signs:
            last = signs[-1]
            parts.append(text("last {time}: {signs}", time=self.clock(last.at), signs=last.in_a_line()))
        return in_a_row(parts) if parts else verbatim("")

    def findings(self) -> list[Text]:
        """What a person must know besides."""
        told = [each.words for each in self.shown.running.findings if each.code not in SAID_ELSEWHERE]
        if because := self.shown.bag.quarantined_because:
            told.insert(0, text("Found only after the start, call the physician: {reason}", reason=because))
        return told

    def bottom_line(self) -> list[tuple[Text, Text]]:
        """What each key does now."""
        running = self.shown.running
        keys: list[tuple[Text, Text]] = []
        if running.phase is Phase.ENDED:
            keys.append((verbatim("f"), text("the observation is over")))
        if running.phase is Phase.RUNNING:
            if running.change_due and running.next_change is not None:
                rate = running.next_change.rate_ml_per_h
                keys.append((text("space"), text("the pump runs at {rate} mL/h", rate=rate)))
            keys += [
                (verbatim("r"), text("reaction")),
                (verbatim("p"), text("pause")),
                (verbatim("s"), text("slower")),
            ]
            if running.held:
                keys.append((verbatim("k"), text("physician: may climb")))
            keys.append((verbatim("f"), text("finish")))
        if running.phase is Phase.PAUSED:
            keys += [(verbatim("u"), text("resume")), (verbatim("r"), text("reaction"))]
        if running.phase is Phase.EMPTY:
            keys += [(verbatim("f"), text("finish")), (verbatim("r"), text("reaction"))]
        keys.append((verbatim("o"), text("observations")))
        if running.phase is not Phase.ENDED:
            keys.append((verbatim("x"), text("stop early")))
        return [*keys, (text("Esc"), text("back"))]


def _left(moment: datetime, now: datetime) -> str:
    """Hours and minutes until a moment, begun minutes counted: `0:07`."""
    hours, minutes = divmod(max(0, begun_minutes(moment - now)), 60)
    return f"{hours}:{minutes:02d}"
