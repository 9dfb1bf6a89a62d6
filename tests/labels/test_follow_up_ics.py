"""The calendar as a file, read by another library: the right days, no name, a later file that moves it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject

from labels.follow_up_ics import follow_up_ics
from pharmacy.follow_up_calendar import calendar_after
from pharmacy.language import Language
from pharmacy.protocol.loader import load_protocol
from pharmacy.sex import Sex

PROTOCOL = load_protocol()
AT = datetime(2026, 3, 29, 18, 4, 5, 678, tzinfo=UTC)


def written(
    last_day: date = date(2026, 3, 29),
    *,
    sex: Sex | None = Sex.FEMALE,
    jcv: bool | None = False,
    at: datetime = AT,
    reference: str = "26-000001-5",
    language: Language = Language.ENGLISH,
    contact: str = "",
) -> bytes:
    calendar = calendar_after(PROTOCOL, last_day, sex=sex, jcv_after_natalizumab=jcv)
    return follow_up_ics(PROTOCOL, calendar, language=language, at=at, reference=reference, contact=contact)


def events(content: bytes) -> list[vobject.base.Component]:
    """As vobject reads them."""
    return list(vobject.readOne(content.decode()).vevent_list)


def test_there_is_an_all_day_event_for_each_of_48_months() -> None:
    found = events(written())
    assert len(found) == 48
    for event in found:
        assert type(event.dtstart.value) is date
        assert event.dtend.value == event.dtstart.value + timedelta(days=1)
    assert [str(event.dtstart.value) for event in found[:4]] == [
        "2026-04-29",
        "2026-05-29",
        "2026-06-29",
        "2026-07-29",
    ]
    assert str(found[22].dtstart.value) == "2028-02-29"
    assert str(found[47].dtstart.value) == "2030-03-29"


@pytest.mark.parametrize(
    ("last_day", "days"),
    [
        (date(2026, 1, 31), ["2026-03-01", "2026-03-31", "2026-05-01", "2026-05-31"]),
        (date(2028, 2, 29), ["2028-03-29", "2028-04-29", "2028-05-29", "2028-06-29"]),
        (date(2027, 12, 31), ["2028-01-31", "2028-03-01", "2028-03-31", "2028-05-01"]),
    ],
)
def test_the_days_are_those_of_the_calendar_where_a_month_is_too_short(
    last_day: date, days: list[str]
) -> None:
    assert [str(event.dtstart.value) for event in events(written(last_day))[:4]] == days


def test_an_event_says_all_that_is_due_on_its_day_in_the_site_s_language() -> None:
    month_1, month_3, month_12 = (
        events(written(jcv=True, contact="Neurología, 943 000 000"))[at] for at in (0, 2, 11)
    )
    assert month_1.summary.value == "Blood and urine test, symptom checklist"
    assert month_3.summary.value == "Blood and urine test, thyroid test, symptom checklist"
    assert month_12.summary.value == (
        "Blood and urine test, thyroid test, symptom checklist, smear test for papillomavirus, "
        "MRI of the brain with gadolinium"
    )
    assert month_1.description.value.splitlines() == [
        "Month 1 of 48 after the last day of treatment, 29 Mar 2026.",
        "Blood and urine test: blood count, kidney function, biochemistry, protein in the urine",
        "Symptom checklist",
        "Go through the list on your patient card. One yes is enough: call at once.",
        "Call: Neurología, 943 000 000",
        "If you are treated again, these days move: ask for a new calendar.",
    ]
    spanish = events(written(language=Language.SPANISH))[0]
    assert spanish.summary.value == "Análisis de sangre y orina, lista de síntomas"


def test_where_the_sex_is_not_known_the_smear_is_marked_as_for_women_and_a_man_has_none() -> None:
    assert "smear test for papillomavirus (women)" in events(written(sex=None))[11].summary.value
    assert "smear" not in events(written(sex=Sex.MALE))[11].summary.value


def test_a_further_course_moves_the_same_events_and_is_the_newer_revision() -> None:
    first = events(written())
    later = events(written(date(2027, 4, 7), at=AT + timedelta(days=374)))
    assert [event.uid.value for event in later] == [event.uid.value for event in first]
    assert len({event.uid.value for event in first}) == 48
    assert str(later[0].dtstart.value) == "2027-05-07"
    revisions = [int(event.sequence.value) for event in (first[0], later[0])]
    assert revisions[0] < revisions[1] < 2**31
    # minutes since the beginning of 2000, by another way of counting
    assert revisions[0] == int((AT.timestamp() - 946684800) // 60)


def test_another_patient_s_events_are_others() -> None:
    one, other = events(written()), events(written(reference="26-000006-6"))
    assert not {event.uid.value for event in one} & {event.uid.value for event in other}


def test_the_same_calendar_at_the_same_moment_is_the_same_file() -> None:
    assert written() == written()
    assert {event.dtstamp.value for event in events(written())} == {AT.replace(microsecond=0)}


def test_it_says_neither_whose_it_is_nor_what_they_were_given() -> None:
    words = written(jcv=True, contact="Neurología, 943 000 000").decode()
    for secret in ("00482913", "Núñez", "26-000001-5", "alemtuzumab", "LEMTRADA", "ATTENDEE", "ORGANIZER"):
        assert secret not in re.sub(r"\r\n[ \t]", "", words)
    assert "METHOD" not in words
    assert {event.contents["class"][0].value for event in events(words.encode())} == {"PRIVATE"}


def test_its_lines_are_as_rfc_5545_wants_them() -> None:
    """Section 3.1: CRLF after each line, none longer than 75 octets."""
    content = written(language=Language.SPANISH, contact="Hospital de día, planta 4, Neurología, 943 000 000")
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"VERSION:2.0" in lines
    assert b"DTSTART;VALUE=DATE:20260429" in lines
    assert b"DTSTAMP:20260329T180405Z" in lines
    for name in (b"UID:", b"DTSTAMP:", b"DTSTART;"):
        assert sum(line.startswith(name) for line in lines) == 48
