"""What the storage board says: of each bag, and of each refrigerator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pharmacy.language import Language, Text, text
from pharmacy.service.act import Station
from pharmacy.service.at_bedside import whereabouts_text
from pharmacy.service.storage import Board, Refrigerator, StoredBag
from pharmacy.waiting import WORD_NAMES, Word
from tui.screens.keeping import put_aside_text
from tui.screens.route import state_name
from tui.widgets.countdown import time_left_text, when_text
from tui.widgets.table import cut
from tui.widgets.trace import BLOCKS, NOT_READ, TOO_COLD, TOO_WARM, Traced

START_BEFORE = text("START BEFORE")


class Columns(NamedTuple):
    """How wide the columns are."""

    start: int = 12
    left: int = 6
    patient: int = 22
    place: int = 14
    word: int = 15


@dataclass(frozen=True)
class StorageWords:
    """The board at one moment, in words."""

    station: Station
    language: Language
    board: Board
    now: datetime

    def when(self, moment: datetime) -> str:
        """A clock time at the site, with the day or the offset where it is another one."""
        return when_text(moment, self.now, self.station.site.tz, self.language)

    def columns(self, lines: Iterable[StoredBag], *, wide: bool) -> Columns:
        """How wide they are; a time with its day or offset takes its room from the patient's name."""
        columns = Columns(patient=34, place=20, word=15) if wide else Columns()
        starts = [START_BEFORE.in_(self.language), *(self._start(line) for line in lines)]
        longest = max(columns.start, *map(len, starts))
        return columns._replace(start=longest, patient=columns.patient - (longest - columns.start))

    def _start(self, line: StoredBag) -> str:
        held = line.verdict
        counts = held.usable or held.only_late or held.only_custody
        return self.when(held.start_before) if line.word is not None and counts else "–"

    def _left_text(self, line: StoredBag) -> str:
        """Until something has to happen; in quarantine, until nobody can clear it any more."""
        held = line.verdict
        if line.word in {None, Word.RECALLED} or not (held.usable or held.only_late or held.only_custody):
            return "–"
        limit = held.usable_until if held.usable else held.start_before
        return time_left_text(limit, self.now, self.language)

    def row(self, line: StoredBag, columns: Columns) -> tuple[str, ...]:
        """A bag's id, and its cells."""
        word = WORD_NAMES[line.word] if line.word else state_name(self.station, line.bag)
        return (
            line.bag.id,
            self._start(line),
            self._left_text(line),
            cut(line.bag.patient.name, columns.patient),
            cut(line.place.in_(self.language), columns.place),
            cut(word.in_(self.language), columns.word),
        )

    def about(self, line: StoredBag) -> list[Text]:
        """Whose bag it is, where, and what ends next or what is against it."""
        station, bag, held = self.station, line.bag, line.verdict
        which = text("{bag} · {label} · {state}", bag=bag.id, label=bag.label, state=state_name(station, bag))
        if line.word is None:
            return [which]
        lines = [which, whereabouts_text(station, bag, held)]
        lines += [reason.words for reason in held.reasons]
        if (aside := put_aside_text(bag, held)) is not None:
            lines.append(aside)
        if held.usable:
            until = self.when(held.usable_until)
            lines.append(text("usable until {time}: {because}", time=until, because=held.until_because))
        return lines

    def newest(self, fridge: Refrigerator) -> str:
        """A refrigerator's newest temperature."""
        newest = fridge.newest
        if newest is None:
            return text("never read").in_(self.language)
        words = text("{celsius} °C {time}", celsius=newest.celsius, time=self.when(newest.at))
        return words.in_(self.language)

    def due(self, fridge: Refrigerator) -> Text:
        """Until when its temperature is read again."""
        if fridge.due is None:
            return text("no bag in it")
        late = self.now > fridge.due
        time = self.when(fridge.due)
        return text("✕ was due {time}", time=time) if late else text("read by {time}", time=time)

    def traced(self, fridge: Refrigerator) -> Traced:
        """Its temperatures of the last hours."""
        station = self.station
        return Traced(
            readings=fridge.readings,
            since=self.now - self.board.traced,
            until=self.now,
            least=station.protocol.storage_temperature_least.value,
            most=station.protocol.storage_temperature_most.value,
            longest=station.policy.temperature_reading_gap.duration,
        )

    def scale(self) -> Text:
        """What the marks of the traces mean."""
        protocol = self.station.protocol
        return text(
            "{least} °C {blocks} {most} °C · {warm} above · {cold} below · {gap} not read · since {time}",
            least=protocol.storage_temperature_least.value,
            blocks=BLOCKS,
            most=protocol.storage_temperature_most.value,
            warm=TOO_WARM,
            cold=TOO_COLD,
            gap=NOT_READ,
            time=self.when(self.now - self.board.traced),
        )
