"""A fictional label and sheets, written out, for the tests of drawing."""

from datetime import UTC, date, datetime
from decimal import Decimal

from labels.content import (
    BagLabel,
    CardCourse,
    CardDay,
    Content,
    Document,
    Fact,
    FollowUpRow,
    FollowUpSheet,
    InfusionSheet,
    OrderLine,
    PatientCard,
    Piece,
    PremedicationSheet,
    PreparationRecord,
    RateLine,
    ReactionLine,
    RecordEntry,
    RecordPrint,
    RecordSignature,
    SignGroup,
    Until,
)
from pharmacy.language import Language, text, verbatim

CODE = "91260001235\x1d92B17"
"""Bag 26-000123-5, bag's label, first copy."""

LABEL = BagLabel(
    language=Language.ENGLISH,
    zone="Europe/Madrid",
    pharmacy="Farmacia, Hospital de la Sierra",
    anchor="418:9f2ac01b77e1d340",
    bag_id="26-000123-5",
    copy_number=1,
    patient_name="Núñez Etxeberria, María del Carmen",
    record_number="00482913",
    birth_date=date(1984, 2, 14),
    ward="Neurología, H. de día",
    course=1,
    day=3,
    days=5,
    piece=Piece.BAG,
    code=CODE,
    brand="LEMTRADA",
    dose="12 mg",
    diluent=text("{volume} mL sodium chloride 0.9 %", volume=Decimal(100)),
    concentration="0.119 mg/mL",
    mixed_at=datetime(2026, 3, 25, 8, 41, tzinfo=UTC),
    start_before=datetime(2026, 3, 25, 16, 41, tzinfo=UTC),
    finish_before=None,
    keep=text("Keep at 2–8 °C, protected from light."),
    vial_lot="L77F2",
    vial_expiry=date(2027, 12, 31),
    diluent_short=text("NaCl 0.9 %"),
    diluent_lot="B4471",
    diluent_expiry=date(2027, 8, 31),
    prepared_by="T. Ruiz",
)
"""Mixed at 09:41 in Madrid, so to be started before 17:41."""

WHOSE = LABEL.model_dump(include=set(Content.model_fields))
"""Whose documents they are: the same bag."""


def at(hour: int, minute: int = 0) -> datetime:
    """A clock time in Madrid on that day, before summer time: an hour ahead of UTC."""
    return datetime(2026, 3, 25, hour - 1, minute, tzinfo=UTC)


def _order(drug: str, dose: str, route: str, moment: datetime, source: str, note: str = "") -> OrderLine:
    return OrderLine(
        drug=verbatim(drug),
        dose=dose,
        route=verbatim(route),
        at=moment,
        as_needed=False,
        note=verbatim(note) if note else None,
        source=verbatim(source),
    )


_PARACETAMOL = _order("paracetamol", "1 g", "oral or intravenous", at(10), "Fig. 3; R17")
_DEXCHLORPHENIRAMINE = _order("dexchlorpheniramine", "5 mg", "oral or intravenous", at(10), "Fig. 3; R17")
_REST_OF_DAY = "For the rest of the day. At least 6 h between doses; at most 4 g in 24 h, the first included."
_ACICLOVIR = "Every 12 h, until 20 Apr 2026. Alternative: valaciclovir 500 mg once a day for the same time."

PREMEDICATION = PremedicationSheet(
    **WHOSE,
    infusion_start=at(12),
    orders=(
        _order("aciclovir", "200 mg", "oral", at(20), "R9, R16, Fig. 5", _ACICLOVIR),
        _order("methylprednisolone", "500 mg", "intravenous", at(10, 30), "Fig. 3; R17"),
        _PARACETAMOL,
        _DEXCHLORPHENIRAMINE,
        _order("aciclovir", "200 mg", "oral", at(8), "R9, R16, Fig. 5", _ACICLOVIR),
        _order("pantoprazole", "40 mg", "oral", at(8), "Fig. 3; R17", "Or another proton pump inhibitor."),
        _PARACETAMOL.model_copy(update={"as_needed": True, "at": at(16), "note": verbatim(_REST_OF_DAY)}),
        _DEXCHLORPHENIRAMINE.model_copy(
            update={"as_needed": True, "at": at(18), "note": verbatim(_REST_OF_DAY)}
        ),
    ),
    differs=(
        text(
            "The product information (EU) has methylprednisolone 1000 mg on days 1–3 of any course; "
            "this order follows the consensus: 500 mg on day 3 of course 1."
        ),
    ),
    verified_by="F. Soler",
)

INFUSION = InfusionSheet(
    **WHOSE,
    dose="12 mg",
    diluent=LABEL.diluent,
    mixed_at=LABEL.mixed_at,
    start_before=LABEL.start_before,
    finish_before=None,
    planned_start=at(12),
    priming=(
        text("Check wristband and bag: same patient, today's course day, before START BEFORE."),
        text("Close the clamp. Connect the line to the bag under its opaque cover; do not shake it."),
        text(
            "Fill the line with the DRUG SOLUTION, not with saline: {line} mL, without air.", line=Decimal(20)
        ),
        text("What fills the line is part of the dose. Do not let it run out."),
        text("Connect to the patient, set the first rate, note the time."),
    ),
    rates=tuple(
        RateLine(
            start_min=Decimal(start),
            end_min=Decimal(end),
            rate_ml_per_h=Decimal(rate),
            volume_ml=Decimal(volume),
            starts_at=moment,
        )
        for start, end, rate, volume, moment in (
            (0, 30, 5, "2.5", at(12)),
            (30, 60, 10, "5", at(12, 30)),
            (60, 90, 15, "7.5", at(13)),
            (90, 150, 20, "20", at(13, 30)),
            (150, 306, 25, "65", at(14, 30)),
        )
    ),
    total_min=Decimal(306),
    total_ml=Decimal(100),
    ends_at=at(17, 6),
    observations=(*(at(hour) for hour in range(12, 18)), at(17, 6), at(18, 6), at(19, 6)),
    reactions=(
        ReactionLine(
            grade="1",
            meaning=text("mild: no or little need of intervention"),
            steps=(text("Give symptomatic medication."), text("The infusion goes on.")),
        ),
        ReactionLine(
            grade="2–3",
            meaning=text("moderate: needs intervention, possibly hospital"),
            steps=(
                text("Give symptomatic medication."),
                text("Reduce the rate by {percent} %, or stop the infusion.", percent=Decimal(50)),
                text("Flush the line with saline."),
                text("Wait for the symptoms to subside."),
                text("Resume at {percent} % of the rate at which it was stopped.", percent=Decimal(50)),
            ),
        ),
        ReactionLine(
            grade="4",
            meaning=text("severe: needs major intervention, probably hospital"),
            steps=(
                text("Give symptomatic medication."),
                text("Stop the infusion for good."),
                text("Flush the line with saline."),
            ),
        ),
    ),
    bag_empty_at=at(16, 18),
    line_volume_ml=Decimal(20),
    line_dose_mg=Decimal("2.4"),
    source=text("consensus 2019: Fig. 3; R18, R19, R20"),
)
"""The figure's infusion: 100 mL in 306 min, from 12:00."""


RECORD = PreparationRecord(
    **WHOSE,
    as_of=at(10),
    life=(LABEL.mixed_at, LABEL.start_before),
    state=text("released"),
    verdict=(text("May be used: the infusion must start before {limit}.", limit="25 Mar 2026 17:41:00"),),
    facts=(
        Fact(label=text("mixed"), value=verbatim("25 Mar 2026 09:41:00")),
        Fact(label=text("prepared by"), value=verbatim("T. Ruiz")),
    ),
    entries=(
        RecordEntry(
            at=at(9, 32),
            by=verbatim("T. Ruiz, technician"),
            what=text("Vial scanned"),
            details=(verbatim("LEMTRADA, GTIN 09520001000010, lot L77F2, serial 7H2K1"),),
            refused=False,
        ),
        RecordEntry(
            at=at(9, 34),
            by=verbatim("T. Ruiz, technician"),
            what=verbatim("REFUSED “scan the diluent”: wrong-product"),
            details=(verbatim("This is another product."), verbatim("got: LEMTRADA")),
            refused=True,
        ),
    ),
    custody=(
        RecordEntry(
            at=at(9, 45),
            by=verbatim("T. Ruiz, technician"),
            what=verbatim("fridge 2, covered"),
            details=(
                verbatim("until 11:50:00, 125 min"),
                verbatim("temperatures read: 7; first 4.6 °C at 09:45, last 4.4 °C at 11:45"),
            ),
            refused=False,
        ),
    ),
    infusion=(),
    signatures=(
        RecordSignature(
            at=at(9, 50), by=verbatim("F. Soler, pharmacist"), meaning=text("bag released"), sha256="ab" * 32
        ),
    ),
    prints=(
        RecordPrint(
            at=at(9, 45),
            by=verbatim("T. Ruiz, technician"),
            paper=verbatim("label on the bag, copy 1"),
            place=verbatim("/srv/prints/26-000123-5-bag-label-copy1.pdf"),
            sha256="cd" * 8,
        ),
    ),
    made_under=(Fact(label=text("protocol"), value=verbatim(f"consensus-2019 1, sha256 {'ef' * 32}")),),
)
"""Two acts, one of them refused; what they mean is of no matter here."""

CARD = PatientCard(
    **LABEL.model_dump(include=set(Document.model_fields)),
    drug=text("alemtuzumab ({brand})", brand="LEMTRADA"),
    earlier=None,
    courses=(
        CardCourse(
            number=1,
            days=tuple(
                CardDay(day=day, on=date(2026, 3, 24 + day), dose="12 mg", bag=verbatim("26-000123-5"))
                for day in range(1, 6)
            ),
        ),
    ),
    signs_every=text("every month"),
    signs=(SignGroup(organ=text("Blood"), signs=(text("Bruises that come easily"),)),),
    untils=(
        Until(what=text("No live vaccines"), until=date(2026, 9, 29), more=text("At least until then.")),
    ),
    rules=(text("Before any operation, say that you have been treated with alemtuzumab."),),
    counted_from=text("Counted from {day}.", day=date(2026, 3, 29)),
    call="Neurología, 943 000 000",
    source=text("consensus 2019"),
)
"""Course 1, all its bags prepared."""

FOLLOW_UP = FollowUpSheet(
    **LABEL.model_dump(include=set(Document.model_fields)),
    counted_from=text("For {months} months after {day}.", months=48, day=date(2026, 3, 29)),
    rows=tuple(
        FollowUpRow(
            month=month,
            due=date(2026 + (month + 2) // 12, (month + 2) % 12 + 1, 28),
            tests=True,
            thyroid=month % 3 == 0,
            checklist=True,
            more=(
                *(
                    (text("{check} ({who})", check=text("smear test"), who=text("women")),)
                    if month % 12 == 0
                    else ()
                ),
                *((text("MRI of the brain"),) if month in {6, 12} else ()),
            ),
        )
        for month in range(1, 49)
    ),
    notes=(
        text("Symptom checklist: the list on your patient card. One yes is enough: call at once."),
        text("Smear test: for papillomavirus, at the gynaecologist's."),
        text("MRI of the brain: with gadolinium."),
    ),
    call="",
    source=text("consensus 2019"),
)
"""Four years from March 2026, on the 28th of each month."""
