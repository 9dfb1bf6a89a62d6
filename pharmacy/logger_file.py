"""A temperature logger's file, read whole or not at all: what is wrong in it is told line by line."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from pharmacy.clock import CLOCK_TOLERANCE
from pharmacy.errors import Code, Refusal
from pharmacy.language import Text, joined, text, verbatim
from pharmacy.local_time import NoSuchMoment, moment_of
from pharmacy.logger_columns import ISO, LoggerColumns
from pharmacy.moments import Moment, begun_minutes
from pharmacy.protocol.policy import SitePolicy
from pharmacy.scans.unreadable import visible

TOLD = 50
"""Faults that a refusal tells one by one; of more it says how many."""

_ISO_TIME = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE
)
_NUMBER = {sign: re.compile(rf"[+-]?\d{{1,6}}(\{sign}\d{{1,6}})?", re.ASCII) for sign in ".,"}
_YEARS = range(2000, 3000)
"""A logger that shows another one has lost its clock."""
_CELSIUS = {"°c", "ºc", "℃", "c", "celsius"}
_BOM = b"\xef\xbb\xbf"

T = TypeVar("T")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class LoggedReading(_Frozen):
    """One line of the file."""

    line: int
    """The first one of the file is 1."""
    at: Moment
    celsius: Annotated[Decimal, Field(allow_inf_nan=False)]


class LineFault(_Frozen):
    """What is to be said of one line."""

    line: int
    words: Text


class LoggerFile(_Frozen):
    """What stands in a file."""

    readings: tuple[LoggedReading, ...]
    """In the order of time, each moment once; none of a file that has a fault."""
    faults: tuple[LineFault, ...]
    """Everything that is wrong, in the order of lines."""
    gaps: tuple[LineFault, ...]
    """Where readings are further apart than policy allows: a fact that the verdict on a bag judges."""


def read_logger(
    raw: bytes,
    columns: LoggerColumns,
    *,
    policy: SitePolicy,
    zone: ZoneInfo,
    now: datetime,
) -> LoggerFile:
    """Read a logger's file. `zone` is the site's."""
    file = _File(columns, policy, zone, now)
    readings = list(file.readings(raw))
    if file.faults:
        return LoggerFile(readings=(), faults=tuple(file.faults), gaps=())
    longest = policy.temperature_reading_gap.duration
    gaps = (
        LineFault(
            line=later.line,
            words=text(
                "no reading for {minutes} min after line {line}; policy allows {allowed}",
                minutes=begun_minutes(later.at - earlier.at),
                line=earlier.line,
                allowed=begun_minutes(longest),
            ),
        )
        for earlier, later in pairwise(readings)
        if later.at - earlier.at > longest
    )
    return LoggerFile(readings=tuple(readings), faults=(), gaps=tuple(gaps))


def as_text(raw: bytes, columns: LoggerColumns) -> str:
    """What stands in a file, as an act takes it. Bytes that are no letters in its encoding are kept as
    surrogates, so that `as_bytes` gives them back and the fault is told with its line.
    """
    return raw.decode(columns.encoding, "surrogateescape")


def as_bytes(content: str, columns: LoggerColumns) -> bytes:
    """The file that `as_text` was given. Raises `Refusal` (`bad-file`) for a letter that it cannot hold."""
    try:
        return content.encode(columns.encoding, "surrogateescape")
    except UnicodeEncodeError as error:
        raise Refusal(
            Code.BAD_FILE,
            text("This is not what stands in a logger's file."),
            expected=text("letters in {encoding}", encoding=columns.encoding),
            got=text(
                "line {line}: {words}",
                line=content.count("\n", 0, error.start) + 1,
                words=visible(content[error.start : error.end]),
            ),
            advice=text("Give the file as the logger wrote it, or correct its encoding in the site file."),
            bad_input=True,
        ) from error


def refuse_faulty(file: LoggerFile, name: str) -> None:
    """Raise `Refusal` (`bad-file`) with the faults of a file, line by line, when it has any."""
    if not file.faults:
        return
    told = [text("line {line}: {words}", line=each.line, words=each.words) for each in file.faults[:TOLD]]
    more = len(file.faults) - TOLD
    if more > 0:
        told.append(text("and {count} more", count=more))
    raise Refusal(
        Code.BAD_FILE,
        text("The logger's file {name} cannot be used.", name=visible(name)),
        expected=text("a file as the site file's table [logger] describes it, without a fault"),
        got=joined(told),
        advice=text(
            "Nothing of it was taken. Put it right at the logger or in the site file, export and import "
            "the whole file again."
        ),
        bad_input=True,
    )


class _Wrong(Exception):
    """What is wrong with a cell, on its way to the line's faults."""

    def __init__(self, what: Text, expected: Text) -> None:
        super().__init__(what, expected)
        self.what = what
        self.expected = expected


class _File:
    """One file being read; what is wrong in it gathers in `faults`."""

    def __init__(self, columns: LoggerColumns, policy: SitePolicy, zone: ZoneInfo, now: datetime) -> None:
        self.columns = columns
        self.policy = policy
        self.clock = ZoneInfo(columns.zone) if columns.zone else zone
        self.latest = now + CLOCK_TOLERANCE
        self.now = now.astimezone(zone).isoformat(" ", "seconds")
        self.faults: list[LineFault] = []
        self.lines_of: dict[datetime, int] = {}
        self.before: tuple[datetime, int] | None = None

    def readings(self, raw: bytes) -> Iterator[LoggedReading]:
        """What can be read, a line at a time."""
        lines = self._lines(raw)
        line, words = next(lines, (1, b""))
        if not words:
            self._fault(line, text("an empty file"), text("a header, and a line for each reading"), "")
            return
        header = self._cells(line, words)
        if header is None or not self._has_columns(line, header):
            return  # of the other lines nobody could say what they mean
        empty = True
        for line, words in lines:
            empty = False
            cells = self._cells(line, words)
            if cells == header:
                what = text("the header again, as where two files were put together")
                self._fault(line, what, text("a reading"), ", ".join(cells))
            elif cells is not None and len(cells) != len(header):
                what = text("another number of cells: {count}", count=len(cells))
                expected = text("{count}, as in the header", count=len(header))
                self._fault(line, what, expected, self.columns.delimiter.join(cells))
            elif cells is not None:
                reading = self._reading(line, dict(zip(header, cells, strict=True)))
                if reading is not None:
                    yield reading
        if empty:
            what = text("a header and nothing else")
            self._fault(line, what, text("a line for each reading"), ", ".join(header))

    def _lines(self, raw: bytes) -> Iterator[tuple[int, bytes]]:
        """Numbered from 1, those without anything left out."""
        if self.columns.encoding == "utf-8":
            raw = raw.removeprefix(_BOM)
        return ((number, line) for number, line in enumerate(raw.splitlines(), 1) if line.strip(b" "))

    def _cells(self, line: int, raw: bytes) -> list[str] | None:
        encoding = self.columns.encoding
        try:
            words = raw.decode(encoding)
        except UnicodeDecodeError as error:
            what = text("no letters in {encoding}", encoding=encoding)
            strange = raw[error.start : error.start + 4].hex(" ").upper()
            self._fault(line, what, text("the encoding that the site file names"), strange)
            return None
        if "\0" in words:
            self._fault(line, text("a NUL, which is no letter"), text("plain text"), words)
            return None
        try:
            (cells,) = csv.reader([words], delimiter=self.columns.delimiter, strict=True)
        except csv.Error:
            self._fault(line, text("a line out of joint"), text("quotation marks in pairs"), words)
            return None
        return [cell.strip() for cell in cells]

    def _has_columns(self, line: int, header: list[str]) -> bool:
        wanted = (self.columns.time, self.columns.temperature, self.columns.unit)
        missing = [name for name in wanted if name is not None and header.count(name) != 1]
        for name in missing:
            what = text("a column twice") if name in header else text("a missing column")
            self._fault(line, what, text("one “{name}”", name=name), ", ".join(header))
        return not missing

    def _reading(self, line: int, cells: dict[str, str]) -> LoggedReading | None:
        """A line's reading; none when anything in the line is wrong, and all of it is told."""
        columns, faults = self.columns, len(self.faults)
        if columns.unit is not None:
            self._read(line, cells[columns.unit], self._unit)
        celsius = self._read(line, cells[columns.temperature], self._celsius)
        at = self._read(line, cells[columns.time], self._moment)
        if at is not None:
            self._read(line, cells[columns.time], lambda _: self._in_order(line, at))
        if at is None or celsius is None or len(self.faults) > faults:
            return None
        return LoggedReading(line=line, at=at, celsius=celsius)

    def _read(self, line: int, cell: str, how: Callable[[str], T]) -> T | None:
        try:
            return how(cell)
        except _Wrong as wrong:
            self._fault(line, wrong.what, wrong.expected, cell)
            return None

    def _unit(self, cell: str) -> None:
        if cell.lower() not in _CELSIUS:
            raise _Wrong(text("another unit"), verbatim("°C"))

    def _celsius(self, cell: str) -> Decimal:
        if not _NUMBER[self.columns.decimal].fullmatch(cell):
            example = f"4{self.columns.decimal}5"
            raise _Wrong(
                text("no temperature that can be read"), text("digits, like {example}", example=example)
            )
        celsius = Decimal(cell.replace(",", "."))
        thermometer = self.policy.thermometer
        if not thermometer.is_possible(celsius):
            raise _Wrong(
                text("no temperature that the thermometer can show"),
                text(
                    "from {least} to {most} °C",
                    least=thermometer.possible.least,
                    most=thermometer.possible.most,
                ),
            )
        return celsius

    def _moment(self, cell: str) -> datetime:
        moment = self._time(cell)
        if moment.tzinfo is None:
            return self._by_the_clock(moment)
        there = moment.astimezone(self.clock)
        if there.utcoffset() != moment.utcoffset():
            raise _Wrong(
                text("a time of another zone"),
                text("{offset}, as in {zone}", offset=there.isoformat()[-6:], zone=self.clock.key),
            )
        return moment.astimezone(UTC)

    def _time(self, cell: str) -> datetime:
        """As it is written, with its offset or without."""
        moment = None
        try:
            if self.columns.time_format != ISO:
                moment = datetime.strptime(cell, self.columns.time_format)  # noqa: DTZ007 - the caller looks
            elif _ISO_TIME.fullmatch(cell):
                moment = datetime.fromisoformat(cell.upper())
        except ValueError:
            pass
        if moment is None or moment.year not in _YEARS:
            raise _Wrong(
                text("no time that can be read"),
                text("a time like {example}", example=self.columns.example),
            )
        return moment

    def _by_the_clock(self, local: datetime) -> datetime:
        if self.columns.zone is None:
            raise _Wrong(
                text("a time without its zone"),
                text("an offset like +01:00, or the key zone in the site file's table [logger]"),
            )
        try:
            return moment_of(local, self.clock)
        except NoSuchMoment as none:
            zone = self.clock.key
            raise _Wrong(
                text("a time that does not exist in {zone}, where the clock is put forward", zone=zone)
                if none.skipped
                else text("a time that happens twice in {zone}, where the clock is put back", zone=zone),
                text("a logger set to UTC, or times with their offset"),
            ) from none

    def _in_order(self, line: int, at: datetime) -> None:
        """A moment after the one before it, and not in the future."""
        first = self.lines_of.setdefault(at, line)
        before, self.before = self.before, (at, line)
        if first != line:
            raise _Wrong(text("the same time again"), text("only the reading of line {line}", line=first))
        if before is not None and at < before[0]:
            raise _Wrong(text("a time out of order"), text("one after that of line {line}", line=before[1]))
        if at > self.latest:
            raise _Wrong(
                text("a time still to come"), text("at most {now}, as this computer's clock", now=self.now)
            )

    def _fault(self, line: int, what: Text, expected: Text, got: str) -> None:
        self.faults.append(
            LineFault(
                line=line,
                words=text(
                    "{what}; expected: {expected}; got: {got}",
                    what=what,
                    expected=expected,
                    got=visible(got) or text("nothing"),
                ),
            )
        )
