"""Vaccination against hepatitis B: its response is measured, and whoever does not respond gets it again."""

from datetime import date
from decimal import Decimal

from pharmacy.courses import months_after
from pharmacy.language import Text, listed, run_on, text
from pharmacy.protocol.readiness import ItemId, StrongerVaccine, VaccineRule
from pharmacy.quantities import Unit
from pharmacy.readiness.doses import before, best_of, counted, in_doses
from pharmacy.readiness.indications import serology_first
from pharmacy.readiness.item import Asked, Item
from pharmacy.readiness.words import span
from pharmacy.readiness.workup import Measurement, Serology, Vaccination

_STRONGER: dict[StrongerVaccine, Text] = {
    StrongerVaccine.ADJUVANTED: text("one with adjuvant AS04"),
    StrongerVaccine.HIGH_LOAD: text("one of 40 µg"),
    StrongerVaccine.DOUBLE_DOSE: text("the usual one in double dose"),
}


def surface_antibody(asked: Asked) -> Decimal | None:
    """The newest value, in the protocol's unit; none where it is not known or is no result."""
    measured = (asked.workup.serology or Serology()).anti_hbs
    return measured.in_unit(Unit.IU_PER_ML) if measured else None


def against_hepatitis_b(asked: Asked, item: ItemId, rule: VaccineRule, given: Vaccination | None) -> Item:
    """Source: Table 1, notes a and d."""
    assert rule.protective_from is not None
    assert rule.response_above is not None
    measured, value = (asked.workup.serology or Serology()).anti_hbs, surface_antibody(asked)
    if measured is None:
        return serology_first(asked, item)
    if value is None:
        return _no_result(asked, item, measured, rule.protective_from.unit)
    vaccinated = given is not None and _completed(asked, rule, given)
    # 10 IU/mL exactly is not below what makes the vaccine needed, nor above what counts as a response to it.
    if value > rule.response_above.value or (value >= rule.protective_from.value and not vaccinated):
        return asked.not_applicable(item, _antibody(text("Protected."), measured))
    if given is None:
        return asked.not_known(
            item,
            _antibody(text("Vaccination is not documented."), measured),
            text("Look into the vaccination record; enter the doses, or that there was none."),
        )
    if not vaccinated:
        return in_doses(asked, item, rule, given, _instead(rule.stronger.value if rule.stronger else ()))
    return _response(asked, item, rule, given, measured)


def _no_result(asked: Asked, item: ItemId, measured: Measurement, unit: Unit) -> Item:
    return asked.not_known(
        item,
        text(
            "Surface antibody of {day}: {got} is no result; expected a number of {unit}.",
            day=measured.on,
            got=str(measured),
            unit=unit,
        ),
        text(
            "Look at the report, and enter the value with its unit: nothing is converted. Where the "
            "laboratory uses another unit, the physician judges, and enters the decision."
        ),
    )


def _completed(asked: Asked, rule: VaccineRule, given: Vaccination) -> bool:
    best, whole = best_of(before(asked, given), rule)
    return given.complete or len(best) == whole


def _response(
    asked: Asked, item: ItemId, rule: VaccineRule, given: Vaccination, measured: Measurement
) -> Item:
    """After a whole vaccination the antibody is low: measured too early, not responded, or twice not."""
    assert rule.again_doses is not None
    assert rule.again_every is not None
    doses = before(asked, given)
    best, whole = best_of(doses, rule)
    done = best[-1] if len(best) == whole else None
    later = [day for day in doses if done is None or day > done]
    every, wanted = rule.again_every.whole(), rule.again_doses.whole()
    again = counted(later, tuple(number * every for number in range(wanted)))
    last = again[-1] if len(again) == wanted else done
    if (early := _too_early(asked, item, rule, measured, last)) is not None:
        return early
    if len(again) == wanted:
        return asked.met(
            item,
            _antibody(
                text("Vaccinated twice without response: after an exposure, think of prophylaxis."), measured
            ),
        )
    return asked.not_met(
        item,
        run_on(
            [
                _antibody(text("Completed, without response."), measured),
                text("{given} of {whole} doses of the second vaccination.", given=len(again), whole=wanted),
            ]
        ),
        run_on(
            [
                text(
                    "{doses} more doses, {span} apart, then measure again after {wait}; or enter why not, "
                    "weighed against the delay.",
                    doses=wanted - len(again),
                    span=span(rule.again_every),
                    wait=_wait(rule),
                ),
                _instead(rule.stronger_again.value if rule.stronger_again else ()),
            ]
        ),
    )


def _too_early(
    asked: Asked, item: ItemId, rule: VaccineRule, measured: Measurement, last: date | None
) -> Item | None:
    """The response is measured some time after the last dose."""
    assert rule.response_after is not None
    assert rule.response_above is not None
    if last is None or measured.on >= (due := months_after(last, rule.response_after.whole())):
        return None
    return asked.not_known(
        item,
        _antibody(text("Completed on {day}; the response is not known.", day=last), measured),
        text(
            "Measure the surface antibody from {day} on: more than {above} is a response.",
            day=due,
            above=rule.response_above.quantity,
        ),
    )


def _wait(rule: VaccineRule) -> Text:
    assert rule.response_after is not None
    return span(rule.response_after)


def _antibody(words: Text, measured: Measurement) -> Text:
    return run_on(
        [
            words,
            text("Surface antibody {value} on {day}.", value=str(measured), day=measured.on),
        ]
    )


def _instead(vaccines: tuple[StrongerVaccine, ...]) -> Text:
    return text("More people respond to: {vaccines}.", vaccines=listed([_STRONGER[one] for one in vaccines]))
