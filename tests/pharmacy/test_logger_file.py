"""A logger's file is read exactly or not at all, and each of its faults is told with its line."""

import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pharmacy.errors import Code, Refusal
from pharmacy.language import Language
from pharmacy.logger_columns import LoggerColumns
from pharmacy.logger_file import LineFault, LoggerFile, read_logger, refuse_faulty
from pharmacy.protocol.loader import load_policy, load_protocol
from pharmacy.site import load_site
from samples import HOSPITAL

MADRID = ZoneInfo("Europe/Madrid")
POLICY = load_policy(load_protocol())
NOW = datetime(2026, 3, 25, 20, 0, tzinfo=UTC)
"""21:00 in Madrid."""
PLAIN = LoggerColumns(time="time", temperature="temperature °C")
LOCAL = PLAIN.model_copy(update={"zone": "Europe/Madrid"})
WITH_UNIT = LoggerColumns(time="time", temperature="temperature", unit="unit")
SPANISH = LoggerColumns(
    time="Fecha y hora",
    temperature="Temperatura",
    unit="Unidad",
    time_format="%d/%m/%Y %H:%M:%S",
    zone="Europe/Madrid",
    delimiter=";",
    decimal=",",
)
HEADER = "time,temperature °C"
GOOD = "2026-03-25T10:00:00+01:00,4.5"


def read(raw: bytes | str, columns: LoggerColumns = PLAIN, now: datetime = NOW) -> LoggerFile:
    return read_logger(
        raw.encode() if isinstance(raw, str) else raw,
        columns,
        policy=POLICY,
        zone=MADRID,
        now=now,
    )


def sample(name: str, columns: LoggerColumns = PLAIN) -> LoggerFile:
    return read((HOSPITAL / "loggers" / name).read_bytes(), columns)


def said(told: tuple[LineFault, ...]) -> list[tuple[int, str]]:
    return [(each.line, str(each.words)) for each in told]


def faults(*lines: str, columns: LoggerColumns = PLAIN, header: str = HEADER) -> list[tuple[int, str]]:
    file = read("\n".join([header, *lines]), columns)
    assert (file.readings, file.gaps) == ((), ())
    return said(file.faults)


# Good files


def test_the_sample_site_reads_the_sample_file_of_its_refrigerator() -> None:
    columns = load_site(HOSPITAL / "hospital.toml").logger
    assert columns is not None
    file = sample("fridge-2.csv", columns)
    assert (file.faults, file.gaps, len(file.readings)) == ((), (), 37)
    first, last = file.readings[0], file.readings[-1]
    assert (first.line, first.at, first.celsius) == (2, datetime(2026, 3, 25, 7, tzinfo=UTC), Decimal("4.1"))
    assert (last.line, last.at) == (38, datetime(2026, 3, 25, 13, tzinfo=UTC))


def test_a_spanish_spreadsheet_s_semicolons_decimal_commas_and_byte_order_mark_are_read() -> None:
    file = sample("semicolon.csv", SPANISH)
    assert file.faults == ()
    assert [(each.at, each.celsius) for each in file.readings] == [
        (each.at, each.celsius) for each in sample("fridge-2.csv").readings
    ]


def test_a_gap_is_told_with_its_figure_and_is_no_fault() -> None:
    # Readings at 10:00 (line 14) and 11:00 (line 15) with nothing between; policy allows 30 min.
    file = sample("gap.csv")
    assert (file.faults, len(file.readings)) == ((), 32)
    assert said(file.gaps) == [(15, "no reading for 60 min after line 14; policy allows 30")]
    refuse_faulty(file, "gap.csv")


def test_just_as_far_apart_as_policy_allows_is_no_gap_and_a_second_more_is() -> None:
    exactly = read(f"{HEADER}\n2026-03-25T10:00:00+01:00,4\n2026-03-25T10:30:00+01:00,4")
    assert exactly.gaps == ()
    over = read(f"{HEADER}\n2026-03-25T10:00:00+01:00,4\n2026-03-25T10:30:01+01:00,4")
    assert said(over.gaps) == [(3, "no reading for 31 min after line 2; policy allows 30")]


def test_blank_lines_other_columns_and_quoted_cells_are_no_fault() -> None:
    file = read('\n"n","time","temperature °C","battery"\n\n1,2026-03-25 10:00+01:00,"-4.5",low\r\n\n')
    assert file.faults == ()
    assert [(each.line, each.celsius) for each in file.readings] == [(4, Decimal("-4.5"))]


def test_latin_1_is_read_where_the_site_file_says_so() -> None:
    columns = PLAIN.model_copy(update={"encoding": "latin-1"})
    assert len(read(f"{HEADER}\n{GOOD}".encode("latin-1"), columns).readings) == 1


@pytest.mark.parametrize("unit", ["°C", "ºC", "℃", "C", "c", "Celsius"])
def test_degrees_celsius_are_known_however_they_are_written(unit: str) -> None:
    file = read(f"time,temperature,unit\n2026-03-25T10:00:00Z,4.5,{unit}", WITH_UNIT_IN_UTC)
    assert len(file.readings) == 1


WITH_UNIT_IN_UTC = WITH_UNIT.model_copy(update={"zone": "UTC"})

MOMENTS = st.lists(
    st.integers(0, 40_000_000), min_size=1, max_size=30, unique=True
)  # seconds: 463 days, so with every change of the clock of a year
VALUES = st.integers(-3000, 6000).map(lambda hundredths: Decimal(hundredths) / 100)


@given(
    st.data(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([".", ","]),
    st.sampled_from(["ISO", "%d.%m.%Y %H:%M:%S %z", "%m/%d/%Y %I:%M:%S %p"]),
    st.sampled_from(["utf-8", "utf-8-sig", "latin-1"]),
)
def test_what_was_written_reads_back_exactly(
    data: st.DataObject,
    delimiter: Literal[",", ";", "\t"],
    decimal: Literal[".", ","],
    time_format: str,
    encoding: str,
) -> None:
    """Times are written in UTC, or with the offset of Madrid."""
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    written = [
        (begin + timedelta(seconds=second), data.draw(VALUES)) for second in sorted(data.draw(MOMENTS))
    ]
    with_offset = "%p" not in time_format
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["channel", "temperature (C)", "when"])
    for at, celsius in written:
        there = at.astimezone(MADRID) if with_offset else at
        when = there.isoformat() if time_format == "ISO" else there.strftime(time_format)
        writer.writerow(["A", str(celsius).replace(".", decimal), when])
    columns = LoggerColumns(
        time="when",
        temperature="temperature (C)",
        time_format=time_format,
        zone=None if with_offset else "UTC",
        delimiter=delimiter,
        decimal=decimal,
        encoding="latin-1" if encoding == "latin-1" else "utf-8",
    )
    read_back = read(file.getvalue().encode(encoding), columns, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert said(read_back.faults) == []
    assert [(each.at, each.celsius) for each in read_back.readings] == written
    assert [each.line for each in read_back.readings] == list(range(2, len(written) + 2))


# Faults, word for word


def test_a_file_in_fahrenheit_has_no_column_in_celsius() -> None:
    assert said(sample("fahrenheit.csv").faults) == [
        (1, "a missing column; expected: one “temperature °C”; got: time, temperature °F")
    ]


def test_a_file_out_of_order_names_the_line_before() -> None:
    assert said(sample("out-of-order.csv").faults) == [
        (15, "a time out of order; expected: one after that of line 14; got: 2026-03-25T10:00:00+01:00")
    ]


def test_a_file_of_another_zone_is_told_line_by_line() -> None:
    told = said(sample("another-zone.csv").faults)
    assert len(told) == 37
    assert told[0] == (
        2,
        "a time of another zone; expected: +01:00, as in Europe/Madrid; got: 2026-03-25T07:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("4,5", "no temperature that can be read; expected: digits, like 4.5; got: 4,5"),
        ("4.5E1", "no temperature that can be read; expected: digits, like 4.5; got: 4.5E1"),
        ("NaN", "no temperature that can be read; expected: digits, like 4.5; got: NaN"),
        ("٤", "no temperature that can be read; expected: digits, like 4.5; got: ٤"),
        ("4.5 °C", "no temperature that can be read; expected: digits, like 4.5; got: 4.5 °C"),
        ("", "no temperature that can be read; expected: digits, like 4.5; got: nothing"),
        ("480", "no temperature that the thermometer can show; expected: from -30 to 60 °C; got: 480"),
        ("-30.1", "no temperature that the thermometer can show; expected: from -30 to 60 °C; got: -30.1"),
    ],
)
def test_a_temperature_that_is_none_is_told_in_these_words(cell: str, words: str) -> None:
    assert faults(GOOD, f'2026-03-25T10:10:00+01:00,"{cell}"') == [(3, words)]


def test_a_decimal_point_where_the_site_file_says_comma_is_told() -> None:
    columns = PLAIN.model_copy(update={"decimal": ",", "delimiter": ";"})
    assert faults("2026-03-25T10:10:00+01:00;4.5", columns=columns, header="time;temperature °C") == [
        (2, "no temperature that can be read; expected: digits, like 4,5; got: 4.5")
    ]


@pytest.mark.parametrize("unit", ["°F", "K", "F", "Kelvin", "%", "2"])
def test_another_unit_is_told_in_these_words(unit: str) -> None:
    line = f"2026-03-25T10:00:00+01:00,4.5,{unit}"
    assert faults(line, columns=WITH_UNIT, header="time,temperature,unit") == [
        (2, f"another unit; expected: °C; got: {unit}")
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "25/03/2026 10:00",
        "2026-03-25",
        "2026-02-30T10:00:00Z",
        "2026-W13-3T10:00",
        "10:00",
        "1970-01-01T00:00Z",
    ],
)
def test_a_time_that_is_none_is_told_in_these_words(cell: str) -> None:
    assert faults(f"{cell},4.5") == [
        (2, f"no time that can be read; expected: a time like 2026-03-25T10:05:00+01:00; got: {cell}")
    ]


@pytest.mark.parametrize("cell", ["03/25/2026 10:00:00", "25/03/2026 10:00", "25-03-2026 10:00:00"])
def test_a_time_written_another_way_than_the_site_file_says_is_told(cell: str) -> None:
    header = "Fecha y hora;Temperatura;Unidad"
    assert faults(f"{cell};4,5;°C", columns=SPANISH, header=header) == [
        (2, f"no time that can be read; expected: a time like 25/03/2026 10:05:00; got: {cell}")
    ]


def test_a_time_without_offset_is_told_where_the_site_file_names_no_zone() -> None:
    assert faults("2026-03-25T10:00:00,4.5") == [
        (
            2,
            (
                "a time without its zone; expected: an offset like +01:00, or the key zone in the "
                "site file's table [logger]; got: 2026-03-25T10:00:00"
            ),
        )
    ]


def test_a_time_that_the_spring_night_skips_is_told() -> None:
    # 29 March 2026: 02:00 becomes 03:00 in Madrid.
    file = read(f"{HEADER}\n2026-03-29T01:59,4\n2026-03-29T02:15,4\n2026-03-29T03:00,4", LOCAL, NOW_IN_APRIL)
    assert said(file.faults) == [
        (
            3,
            (
                "a time that does not exist in Europe/Madrid, where the clock is put forward; "
                "expected: a logger set to UTC, or times with their offset; got: 2026-03-29T02:15"
            ),
        )
    ]


def test_a_time_that_the_autumn_night_repeats_is_told() -> None:
    # 25 October 2026: 03:00 becomes 02:00 in Madrid.
    lines = ["2026-10-25T01:59,4", "2026-10-25T02:00,4", "2026-10-25T02:59,4", "2026-10-25T03:00,4"]
    file = read("\n".join([HEADER, *lines]), LOCAL, NOW_IN_WINTER)
    assert said(file.faults) == [
        (
            line,
            (
                "a time that happens twice in Europe/Madrid, where the clock is put back; "
                f"expected: a logger set to UTC, or times with their offset; got: 2026-10-25T{time}"
            ),
        )
        for line, time in ((3, "02:00"), (4, "02:59"))
    ]


def test_both_nights_are_read_from_times_with_their_offset() -> None:
    lines = ["2026-10-25T02:30+02:00,4", "2026-10-25T02:50+02:00,4", "2026-10-25T02:10+01:00,4"]
    file = read("\n".join([HEADER, *lines]), LOCAL, NOW_IN_WINTER)
    assert [each.at for each in file.readings] == [
        datetime(2026, 10, 25, hour, minute, tzinfo=UTC) for hour, minute in ((0, 30), (0, 50), (1, 10))
    ]
    assert file.gaps == ()


def test_summer_s_offset_the_morning_after_is_another_zone() -> None:
    file = read(f"{HEADER}\n2026-10-25T04:00+02:00,4", PLAIN, NOW_IN_WINTER)
    assert said(file.faults) == [
        (2, "a time of another zone; expected: +01:00, as in Europe/Madrid; got: 2026-10-25T04:00+02:00")
    ]


NOW_IN_APRIL = datetime(2026, 4, 1, tzinfo=UTC)
NOW_IN_WINTER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("value", ["4.5", "5.1"])
def test_the_same_time_again_is_told_with_the_first_line_whatever_it_says(value: str) -> None:
    lines = (GOOD, "2026-03-25T10:10:00+01:00,4.6", f"2026-03-25T10:00:00+01:00,{value}")
    assert faults(*lines) == [
        (4, "the same time again; expected: only the reading of line 2; got: 2026-03-25T10:00:00+01:00")
    ]


def test_a_time_still_to_come_is_told_and_clocks_may_differ_by_half_a_minute() -> None:
    # It is 21:00 in Madrid.
    assert read(f"{HEADER}\n2026-03-25T21:00:30+01:00,4.5").faults == ()
    assert faults("2026-03-25T21:00:31+01:00,4.5") == [
        (
            2,
            (
                "a time still to come; expected: at most 2026-03-25 21:00:00+01:00, as this "
                "computer's clock; got: 2026-03-25T21:00:31+01:00"
            ),
        )
    ]


@pytest.mark.parametrize("raw", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_told(raw: str) -> None:
    file = read(raw)
    assert said(file.faults) == [
        (1, "an empty file; expected: a header, and a line for each reading; got: nothing")
    ]


def test_a_header_and_nothing_else_is_told() -> None:
    assert faults() == [
        (1, "a header and nothing else; expected: a line for each reading; got: time, temperature °C")
    ]


def test_every_missing_column_is_told() -> None:
    assert faults(GOOD, header="when,temp °C") == [
        (1, "a missing column; expected: one “time”; got: when, temp °C"),
        (1, "a missing column; expected: one “temperature °C”; got: when, temp °C"),
    ]
    assert faults(f"{GOOD},4", header=f"{HEADER},temperature °C") == [
        (
            1,
            "a column twice; expected: one “temperature °C”; got: time, temperature °C, temperature °C",
        )
    ]


def test_a_line_with_too_many_or_too_few_cells_is_told() -> None:
    assert faults("2026-03-25T10:00:00+01:00,4,5", "2026-03-25T10:10:00+01:00", GOOD) == [
        (2, "another number of cells: 3; expected: 2, as in the header; got: 2026-03-25T10:00:00+01:00,4,5"),
        (3, "another number of cells: 1; expected: 2, as in the header; got: 2026-03-25T10:10:00+01:00"),
    ]


def test_two_files_put_together_are_told() -> None:
    assert faults(GOOD, HEADER, "2026-03-25T10:10:00+01:00,4.5") == [
        (
            3,
            (
                "the header again, as where two files were put together; expected: a reading; "
                "got: time, temperature °C"
            ),
        )
    ]


def test_a_nul_and_what_is_no_text_are_told_and_nothing_of_them_reaches_the_screen() -> None:
    raw = (
        f"{HEADER}\n{GOOD}\n2026-03-25T10:10:00+01:00,4.5\0\n".encode() + b"2026-03-25T10:20:00+01:00,\xb04\n"
    )
    assert said(read(raw).faults) == [
        (
            3,
            "a NUL, which is no letter; expected: plain text; got: 2026-03-25T10:10:00+01:00,4.5<00>",
        ),
        (4, "no letters in utf-8; expected: the encoding that the site file names; got: B0 34"),
    ]
    assert faults(f"\x1b[2J{GOOD}")[0][1].endswith("got: <1B>[2J2026-03-25T10:00:00+01:00")


def test_a_file_in_utf_16_is_no_text_of_ours() -> None:
    assert said(read(f"{HEADER}\n{GOOD}".encode("utf-16")).faults) == [
        (1, "no letters in utf-8; expected: the encoding that the site file names; got: FF FE 74 00")
    ]


@pytest.mark.parametrize("line", ['"2026-03-25T10:00:00+01:00,4.5', '"2026"-03-25T10:00:00+01:00,4.5'])
def test_a_quotation_mark_that_goes_astray_is_told_on_its_own_line(line: str) -> None:
    assert faults(line, "2026-03-25T10:10:00+01:00,4.5") == [
        (2, f"a line out of joint; expected: quotation marks in pairs; got: {line}")
    ]


def test_everything_that_is_wrong_in_a_line_is_told() -> None:
    line = "2026-03-25T10:00:00,4;5,°F"
    told = faults(line, columns=WITH_UNIT, header="time,temperature,unit")
    assert [(number, words.partition(";")[0]) for number, words in told] == [
        (2, "another unit"),
        (2, "no temperature that can be read"),
        (2, "a time without its zone"),
    ]


@given(st.binary(max_size=300))
def test_no_bytes_whatever_are_more_than_faults(raw: bytes) -> None:
    for columns in (PLAIN, SPANISH, PLAIN.model_copy(update={"encoding": "latin-1"})):
        for file in (read(raw, columns), read(f"{HEADER}\n".encode() + raw, columns)):
            assert bool(file.faults) != bool(file.readings)


def test_a_file_with_faults_is_refused_in_these_words() -> None:
    file = read(f"{HEADER}\n{GOOD}\n2026-03-25T10:10:00+01:00,warm\n2026-03-25T10:20:00+01:00,480")
    with pytest.raises(Refusal) as caught:
        refuse_faulty(file, "fridge-2.csv")
    assert caught.value.code is Code.BAD_FILE
    assert caught.value.bad_input
    assert caught.value.lines() == [
        "The logger's file fridge-2.csv cannot be used.",
        "expected: a file as the site file's table [logger] describes it, without a fault",
        (
            "got: line 3: no temperature that can be read; expected: digits, like 4.5; got: warm\n"
            "line 4: no temperature that the thermometer can show; expected: from -30 to 60 °C; got: 480"
        ),
        (
            "what now: Nothing of it was taken. Put it right at the logger or in the site file, export and "
            "import the whole file again."
        ),
    ]
    assert caught.value.lines(Language.SPANISH)[2] == (
        "se obtuvo: línea 3: no es una temperatura legible; se esperaba: cifras, como 4.5; se obtuvo: warm\n"
        "línea 4: no es una temperatura que el termómetro pueda mostrar; se esperaba: de -30 a 60 °C; "
        "se obtuvo: 480"
    )


@pytest.mark.parametrize(("wrong", "more"), [(50, None), (51, "and 1 more"), (500, "and 450 more")])
def test_fifty_faults_are_told_and_of_the_others_how_many(wrong: int, more: str | None) -> None:
    file = read("\n".join([HEADER, *["yesterday,4.5"] * wrong]))
    assert len(file.faults) == wrong
    with pytest.raises(Refusal) as caught:
        refuse_faulty(file, "a.csv")
    told = str(caught.value.got).splitlines()
    assert len([line for line in told if line.startswith("line ")]) == 50
    assert told[50:] == ([more] if more else [])


# What the site file may say


@pytest.mark.parametrize(
    "header", ["temperature °C", "Temp. (C)", "Temperatura ºC", "t ℃", "Celsius", "T [°C]"]
)
def test_a_header_that_names_celsius_needs_no_column_with_the_unit(header: str) -> None:
    assert LoggerColumns(time="time", temperature=header).unit is None


@pytest.mark.parametrize("header", ["temperature", "°F", "Temp °C/°F", "C", "Temp (F)", "Channel (C) Kelvin"])
def test_a_unit_is_never_assumed(header: str) -> None:
    with pytest.raises(ValidationError, match="does not say that it is in °C: name a column with the unit"):
        LoggerColumns(time="time", temperature=header)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"time_format": "%d/%m/%y"}, "is neither ISO nor a day and time like"),
        ({"time_format": "%d/%m/%Y %H:%M %Z"}, "is neither ISO nor a day and time like"),
        ({"time_format": "%c"}, "is neither ISO nor a day and time like"),
        ({"time_format": "%d/%m/%Y %m %H:%M"}, "is neither ISO nor a day and time like"),
        ({"time_format": "%d/%m/%Y %H:%M:%S %S"}, "cannot be read back"),
        ({"time_format": "%d/%m/%Y %I:%M"}, "%I and %p go together"),
        ({"time_format": "%d/%m/%Y %H:%M %"}, "is neither ISO nor a day and time like"),
        ({"zone": "Madrid"}, "is no IANA time zone"),
        ({"time": "temperature °C"}, "one column cannot be two things"),
        ({"delimiter": "|"}, "Input should be"),
        ({"encoding": "utf-16"}, "Input should be"),
        ({"skip": 3}, "Extra inputs are not permitted"),
    ],
)
def test_columns_that_could_be_misread_are_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        LoggerColumns.model_validate({"time": "time", "temperature": "temperature °C"} | changes)
