"""What the product information says since the source was written: shown before a course, never judged by."""

from pharmacy.language import Text, listed, text
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.readiness import Examination, Restriction

_CONTRAINDICATIONS: dict[Restriction, Text] = {
    Restriction.SEVERE_INFECTION: text("not while a severe infection is active"),
    Restriction.HYPERTENSION: text("not with uncontrolled high blood pressure"),
    Restriction.DISSECTION: text("not after a dissection of an artery of neck or head"),
    Restriction.STROKE: text("not after a stroke"),
    Restriction.HEART: text("not after angina or a heart attack"),
    Restriction.COAGULATION: text(
        "not with a bleeding disorder, nor with drugs against clotting or against platelets"
    ),
    Restriction.AUTOIMMUNE: text("not with an autoimmune disease besides multiple sclerosis"),
    Restriction.HIV: text("not with HIV"),
}
_EXAMINATIONS: dict[Examination, Text] = {
    Examination.ECG: text("an ECG before each infusion"),
    Examination.PLATELETS: text("platelets counted around the infusions, on the days that it names"),
}


def restrictions(protocol: Protocol) -> tuple[Text, ...]:
    """A sentence for each restriction, marked as outside the source: a reminder to read the product
    information in force.
    """
    found = protocol.differs.restrictions
    marked = [
        *((_CONTRAINDICATIONS[each], found.contraindications.cite) for each in found.contraindications.value),
        *(
            (_EXAMINATIONS[each], found.around_each_infusion.cite)
            for each in found.around_each_infusion.value
        ),
    ]
    return tuple(
        text("Outside the consensus ({source}): {restriction}.", source=source, restriction=words)
        for words, source in marked
    )


def reminder(protocol: Protocol) -> Text:
    """All of them in one sentence, for where there is little room."""
    found = protocol.differs.restrictions
    return text(
        "Outside the consensus ({source}), judged by people alone: {restrictions}.",
        source=found.contraindications.cite,
        restrictions=listed(
            [
                *(_CONTRAINDICATIONS[each] for each in found.contraindications.value),
                *(_EXAMINATIONS[each] for each in found.around_each_infusion.value),
            ]
        ),
    )
