"""How long after other treatments a course may begin, and what has to be measured before."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from pharmacy.courses import months_after
from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.policy import MeasuredSetting
from pharmacy.protocol.readiness import IMMUNOSUPPRESSANTS, ItemId, LymphocyteWashout
from pharmacy.protocol.values import Amount
from pharmacy.readiness.counts import count_above
from pharmacy.readiness.item import Asked, Item, all_of
from pharmacy.readiness.words import cited, span
from pharmacy.readiness.workup import Drug, Elimination, PreviousTreatment, Result

DRUG_NAMES: dict[Drug, Text] = {
    Drug.INTERFERON_BETA: text("interferon beta"),
    Drug.GLATIRAMER: text("glatiramer acetate"),
    Drug.TERIFLUNOMIDE: text("teriflunomide"),
    Drug.DIMETHYL_FUMARATE: text("dimethyl fumarate"),
    Drug.FINGOLIMOD: text("fingolimod"),
    Drug.NATALIZUMAB: text("natalizumab"),
    Drug.AZATHIOPRINE: text("azathioprine"),
    Drug.CYCLOPHOSPHAMIDE: text("cyclophosphamide"),
    Drug.RITUXIMAB: text("rituximab"),
    Drug.OTHER: text("another treatment"),
}
"""International names, lower case."""

_RULE = ItemId.WASHOUT
_WITHOUT = frozenset({Drug.INTERFERON_BETA, Drug.GLATIRAMER})
_LYMPHOCYTES = text("lymphocytes")


def washout(asked: Asked) -> Iterator[Item]:
    """An item for each previous treatment. Not knowing them is not the same as none. Source: Table 3."""
    treatments = asked.workup.previous_treatments
    if treatments is None:
        yield asked.not_known(
            _RULE,
            text("The treatments before this course are not known."),
            text("Enter each with its last dose, or that there was none."),
        )
    elif treatments == "none":
        yield asked.met(_RULE, text("No treatment before."))
    else:
        yield from (_of(asked, treatment) for treatment in treatments)


def named(given: PreviousTreatment) -> Text:
    """What it is called: of one that the source does not name, its own name."""
    return verbatim(given.name) if given.name else DRUG_NAMES[given.drug]


def _of(asked: Asked, given: PreviousTreatment) -> Item:
    if given.drug in _WITHOUT:
        return asked.met(
            _RULE, text("{drug}: no waiting time.", drug=DRUG_NAMES[given.drug]), name=given.drug
        )
    if given.drug is Drug.OTHER:
        return asked.not_known(
            _RULE,
            text("{drug}: the source gives no waiting time.", drug=named(given)),
            text("The neurologist decides, with a reason."),
            name=slug(given),
        )
    if given.last_dose is None:
        return asked.not_known(
            _RULE,
            text("{drug}: the day of the last dose is not known.", drug=DRUG_NAMES[given.drug]),
            text("Find out when it was, or stop the treatment; then enter the day."),
            name=given.drug,
        )
    return _BRANCHES[given.drug](asked, given, given.last_dose)


def slug(given: PreviousTreatment) -> str:
    """The drug; of one that the source does not name, with its own name, however it is written."""
    name = (given.name or "").casefold().split() if given.drug is Drug.OTHER else []
    return "-".join([given.drug, *name])


def _teriflunomide(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    rule, done = asked.protocol.readiness.washout.teriflunomide, given.elimination
    name = given.drug
    if done is None:
        return asked.not_met(
            _RULE,
            text("teriflunomide, last dose on {day}, was not washed out.", day=last),
            text(
                "{resin} of cholestyramine {resin_times} times a day, or {charcoal} of activated charcoal "
                "{charcoal_times} times a day, for {days} days; then the level in blood.",
                resin=rule.cholestyramine.quantity,
                resin_times=rule.cholestyramine_a_day.value,
                charcoal=rule.charcoal.quantity,
                charcoal_times=rule.charcoal_a_day.value,
                days=rule.elimination.value,
            ),
            name=name,
        )
    return all_of(*_too_short(asked, done, name), _level(asked, done, name))


def _too_short(asked: Asked, done: Elimination, name: str) -> Iterator[Item]:
    days = (done.finished - done.started).days + 1
    needed = asked.protocol.readiness.washout.teriflunomide.elimination.value
    if days < needed:
        yield asked.not_met(
            _RULE,
            text(
                "teriflunomide was washed out from {start} to {end}: {days} days of {needed}.",
                start=done.started,
                end=done.finished,
                days=days,
                needed=needed,
            ),
            text("Do it for the whole time, then measure the level in blood."),
            name=name,
        )


def _level(asked: Asked, done: Elimination, name: str) -> Item:
    rule, level = asked.protocol.readiness.washout.teriflunomide, done.level
    if level is None or level.on < done.finished:
        return asked.not_known(
            _RULE,
            text("teriflunomide washed out by {day}; no level in blood from after that.", day=done.finished),
            text("Measure it: it must be below {level}.", level=rule.level_below.quantity),
            name=name,
        )
    value = level.in_unit(rule.level_below.unit)
    if value is None:
        return asked.not_known(
            _RULE,
            text(
                "teriflunomide of {day}: {got} is no result; expected a number of {unit}.",
                day=level.on,
                got=str(level),
                unit=rule.level_below.unit,
            ),
            text("Look at the report, and enter the value with its unit: nothing is converted."),
            name=name,
        )
    said = text(
        "teriflunomide {value} {unit} on {day}; below {below} is needed.",
        value=value,
        unit=rule.level_below.unit,
        day=level.on,
        below=rule.level_below.value,
    )
    if value >= rule.level_below.value:
        return asked.not_met(_RULE, said, text("Wash out again, and measure again."), name=name)
    return asked.waits(_RULE, level.on, said, text("Choose a later first day."), name=name)


def _lymphocytes(asked: Asked, given: PreviousTreatment, last: date, rule: LymphocyteWashout) -> Item:
    return count_above(
        asked,
        _RULE,
        text("{drug}: {cells}", drug=DRUG_NAMES[given.drug], cells=_LYMPHOCYTES),
        asked.workup.lymphocytes,
        rule.lymphocytes_above,
        since=last,
        name=given.drug,
    )


def _dimethyl_fumarate(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    return _lymphocytes(asked, given, last, asked.protocol.readiness.washout.dimethyl_fumarate)


def _fingolimod(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    rule = asked.protocol.readiness.washout.fingolimod
    return all_of(
        _since(asked, given, last, last + timedelta(weeks=rule.wait.whole()), rule.wait),
        _lymphocytes(asked, given, last, rule),
    )


def _immunosuppressant(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    rule, months = asked.protocol.readiness.washout.immunosuppressants, asked.policy.immunosuppressant_washout
    cd4 = count_above(
        asked,
        _RULE,
        text("{drug}: {cells}", drug=DRUG_NAMES[given.drug], cells=text("CD4")),
        asked.workup.cd4,
        rule.cd4_above,
        since=last,
        name=given.drug,
    )
    return all_of(
        _since(asked, given, last, months_after(last, months.whole()), months),
        _lymphocytes(asked, given, last, rule),
        cd4,
    )


def _natalizumab(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    """Time, an MRI in every case, and latent PML ruled out where the patient has antibodies against JC."""
    wait = asked.protocol.readiness.washout.natalizumab.wait
    return all_of(
        *_may_be_pml(asked, given),
        _since(asked, given, last, last + timedelta(weeks=wait.whole()), wait),
        _jcv(asked, given, last),
        _mri(asked, given, last),
    )


def _may_be_pml(asked: Asked, given: PreviousTreatment) -> Iterator[Item]:
    if given.finding is not None:
        yield asked.not_met(
            _RULE,
            text("natalizumab: the MRI may show PML: {finding}.", finding=given.finding),
            text("The neurologist rules PML out first."),
            name=given.drug,
        )


def _mri(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    seen = [day for day in given.mri if last < day <= asked.first_day]
    if not seen:
        return asked.not_known(
            _RULE,
            text("natalizumab: no MRI of the brain with gadolinium since the last dose on {day}.", day=last),
            text("Have it done before the first infusion, to look for PML."),
            name=given.drug,
        )
    return asked.waits(
        _RULE,
        max(seen),
        text("natalizumab: MRI of {day}.", day=max(seen)),
        text("Choose a later first day."),
        name=given.drug,
    )


def _jcv(asked: Asked, given: PreviousTreatment, last: date) -> Item:
    if given.jcv is None:
        return asked.not_known(
            _RULE,
            text("natalizumab: whether the patient has antibodies against the JC virus is not known."),
            text("Test, and enter the result."),
            name=given.drug,
        )
    if given.jcv.result is Result.NEGATIVE:
        return asked.met(_RULE, text("natalizumab: no antibodies against the JC virus."), name=given.drug)
    return _jcv_positive(asked, given, last, given.jcv.pml_excluded)


def _jcv_positive(asked: Asked, given: PreviousTreatment, last: date, excluded: date | None) -> Item:
    """Latent PML is ruled out after the last dose: before it, it could still begin."""
    after = asked.protocol.follow_up
    if excluded is None or excluded <= last:
        return asked.not_known(
            _RULE,
            text(
                "natalizumab: antibodies against the JC virus; whether latent PML was ruled out after the "
                "last dose is not known."
            ),
            text(
                "Think of counting JC copies in the CSF; enter the day on which PML was ruled out. Do not "
                "wait without need: after natalizumab relapses come back."
            ),
            name=given.drug,
        )
    return asked.waits(
        _RULE,
        excluded,
        text(
            "natalizumab: antibodies against the JC virus; latent PML ruled out on {day}. MRI again {first} "
            "and {second} after the course.",
            day=excluded,
            first=span(after.mri_first),
            second=span(after.mri_second),
        ),
        text("Choose a later first day."),
        name=given.drug,
    )


def _since(
    asked: Asked, given: PreviousTreatment, last: date, day: date, wait: Amount | MeasuredSetting
) -> Item:
    return asked.waits(
        _RULE,
        day,
        text(
            "{drug}, last dose on {last}: {span} lie between it and the course ({source}).",
            drug=DRUG_NAMES[given.drug],
            last=last,
            span=span(wait),
            source=cited(wait.cite),
        ),
        text("Wait until then."),
        name=given.drug,
    )


_BRANCHES: dict[Drug, Callable[[Asked, PreviousTreatment, date], Item]] = {
    Drug.TERIFLUNOMIDE: _teriflunomide,
    Drug.DIMETHYL_FUMARATE: _dimethyl_fumarate,
    Drug.FINGOLIMOD: _fingolimod,
    Drug.NATALIZUMAB: _natalizumab,
    **{Drug(drug): _immunosuppressant for drug in IMMUNOSUPPRESSANTS},
}
