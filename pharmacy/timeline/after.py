"""The lanes of what follows a course."""

from collections.abc import Iterator
from datetime import date

from pharmacy.follow_up_calendar import Check, CheckKind
from pharmacy.language import Text, listed, text
from pharmacy.premedication import drug_name, orders_for
from pharmacy.protocol.values import Amount
from pharmacy.quantities import Unit
from pharmacy.sex import Sex
from pharmacy.timeline.picture import Bar, Lane, Mark, Shape, Sign, Stretch
from pharmacy.timeline.seen import Seen


def after(seen: Seen) -> Iterator[Lane]:
    """From what ends first to what goes on for years."""
    yield _antiviral(seen)
    yield from _women(seen)
    yield _no_live_vaccines(seen)
    yield from _mri(seen)
    rules = seen.protocol.follow_up
    yield from _regular(seen, CheckKind.TESTS, text("Blood and urine"), rules.tests_every)
    yield from _regular(seen, CheckKind.THYROID, text("Thyroid"), rules.thyroid_every)
    yield from _regular(seen, CheckKind.CHECKLIST, text("Symptom checklist"), rules.checklist_every)
    yield from _regular(seen, CheckKind.CYTOLOGY, text("Cytology"), rules.cytology_every)


def _antiviral(seen: Seen) -> Lane:
    """As it is ordered for the first day; as prescribed, where the prescription names the other drug.

    Source: Fig. 5; R9, R16.
    """
    rule, prescribed = seen.protocol.premedication.antiviral, seen.workup.antiviral
    order = next(
        order
        for order in orders_for(seen.protocol, seen.policy, seen.plan, 1)
        if order.drug == rule.drug.value
    )
    assert order.until is not None
    medicine = rule.alternative if prescribed and prescribed.drug == rule.alternative.drug.value else rule
    since = prescribed.first_dose if prescribed and prescribed.first_dose else seen.first_day
    told = [
        text("{dose} every {hours} h.", dose=medicine.dose.quantity, hours=medicine.every.value),
        text("{first} to {last}.", first=since, last=order.until),
    ]
    marks: tuple[Mark, ...] = ()
    if prescribed is None:
        told.append(text("Whether it is prescribed is not known."))
    else:
        day = prescribed.prescribed
        marks = (Mark(on=day, sign=Sign.DONE, label=text("prescribed {day}", day=day)),)
        told.append(text("Prescribed {day}.", day=day))
    return Lane(
        stretch=Stretch.AFTER,
        name=drug_name(medicine.drug.value),
        told=tuple(told),
        bars=(
            Bar(
                first=since,
                last=order.until,
                shape=Shape.GIVEN,
                label=text("to {day}", day=order.until),
            ),
        ),
        marks=marks,
        known=prescribed is not None,
        source=f"{rule.dose.cite}; {seen.policy.aciclovir_duration.cite}",
    )


def _women(seen: Seen) -> Iterator[Lane]:
    """Source: R14, R27, R28."""
    workup, rules, ends = seen.workup, seen.protocol.follow_up, seen.ends
    if workup.sex is Sex.MALE or workup.childbearing is False:
        return
    known = workup.sex is Sex.FEMALE and workup.childbearing is not None
    both = [
        (text("Contraception"), ends.contraception_until, rules.contraception_for),
        (text("No breastfeeding"), ends.no_breastfeeding_until, rules.no_breastfeeding_for),
    ]
    if ends.contraception_until == ends.no_breastfeeding_until:
        together = text("Contraception, no breastfeeding")
        both = [(together, ends.contraception_until, rules.contraception_for)]
    for name, until, rule in both:
        told = [text("To {day}.", day=until)]
        if not known:
            told.append(text("Whether this patient needs it is not known."))
        yield _kept(seen, name, until, told, rule).model_copy(update={"known": known})


def _no_live_vaccines(seen: Seen) -> Lane:
    """Source: Table 2."""
    rules, until = seen.protocol.follow_up, seen.ends.no_live_vaccines_until
    told = text(
        "To {day} at least, and until CD4+ cells are above {cells}.",
        day=until,
        cells=rules.no_live_vaccines_cd4.quantity,
    )
    rule = rules.no_live_vaccines_for
    return _kept(seen, text("No live vaccines"), until, [told], rule, at_least=True)


def _kept(
    seen: Seen, name: Text, until: date, told: list[Text], rule: Amount, *, at_least: bool = False
) -> Lane:
    """Something that is kept to from the first day on."""
    label = text("to {day}", day=until)
    return Lane(
        stretch=Stretch.AFTER,
        name=name,
        told=tuple(told),
        bars=(Bar(first=seen.first_day, last=until, shape=Shape.KEPT, label=label, at_least=at_least),),
        source=rule.cite,
    )


def _mri(seen: Seen) -> Iterator[Lane]:
    """After natalizumab, where there are antibodies against the JC virus. Source: Table 3."""
    rule, checks = seen.protocol.follow_up.mri_first, seen.due(CheckKind.MRI)
    if not checks:
        return
    name, known = text("MRI with gadolinium"), checks[0].only_if is None
    if seen.workup.previous_treatments is None:
        told = [text("After natalizumab only; treatments not known.")]
        yield Lane(stretch=Stretch.AFTER, name=name, told=tuple(told), known=False, source=rule.cite)
        return
    days = listed(text("{day}", day=check.due) for check in checks)
    told = [text("{days}, to look for PML.", days=days)]
    if not known:
        told.append(text("With JC antibodies; whether there are any is not known."))
    yield _due(name, told, checks, known=known)


def _regular(seen: Seen, kind: CheckKind, name: Text, every: Amount) -> Iterator[Lane]:
    """What is due every so many months or years; nothing where it is not for this patient."""
    checks = seen.due(kind)
    if not checks:
        return
    first, last = checks[0].due, checks[-1].due
    told, known = [text("{often}, {first} to {last}.", often=_often(every), first=first, last=last)], True
    if checks[0].only_if is not None:
        told.append(text("For women; the patient's sex is not known."))
        known = False
    yield _due(name, told, checks, known=known)


def _due(name: Text, told: list[Text], checks: tuple[Check, ...], *, known: bool) -> Lane:
    return Lane(
        stretch=Stretch.AFTER,
        name=name,
        told=tuple(told),
        marks=tuple(
            Mark(on=check.due, sign=Sign.DUE, label=text("{day}", day=check.due)) for check in checks
        ),
        known=known,
        source=checks[0].source,
    )


def _often(every: Amount) -> Text:
    if every.unit is Unit.YEAR:
        return text("Every year") if every.value == 1 else text("Every {years} years", years=every.value)
    return text("Every month") if every.value == 1 else text("Every {months} months", months=every.value)
