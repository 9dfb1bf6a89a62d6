"""Clock times and days as they are printed: in the site's zone, with the offset near a clock change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pharmacy.language import Language, date_text


@dataclass(frozen=True)
class Moments:
    """How the moments of one document are written."""

    zone: ZoneInfo
    language: Language
    with_offset: bool
    """Whether the clocks change at or between the document's moments: a bare clock time might mislead."""

    @classmethod
    def of(cls, moments: Iterable[datetime], zone: str, language: Language) -> "Moments":
        """For a document on which these moments stand."""
        tz = ZoneInfo(zone)
        local = [moment.astimezone(tz) for moment in moments]
        offsets = {moment.utcoffset() for moment in local}
        happens_twice = any(
            moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset() for moment in local
        )
        return cls(tz, language, len(offsets) > 1 or happens_twice)

    def clock(self, moment: datetime) -> str:
        """24-hour clock time: `17:41`."""
        return moment.astimezone(self.zone).strftime("%H:%M")

    def second(self, moment: datetime) -> str:
        """24-hour clock time to the second: `17:41:05`."""
        return moment.astimezone(self.zone).strftime("%H:%M:%S")

    def offset(self, moment: datetime) -> str:
        """`+01:00` when the clocks change nearby, else nothing."""
        if not self.with_offset:
            return ""
        offset = moment.astimezone(self.zone).strftime("%z")
        return f"{offset[:3]}:{offset[3:]}"

    def time(self, moment: datetime) -> str:
        """The clock time, with its offset when the clocks change nearby."""
        return f"{self.clock(moment)} {self.offset(moment)}".rstrip()

    def day(self, moment: datetime) -> str:
        """The day there: `25 Mar 2026`."""
        return date_text(moment.astimezone(self.zone).date(), self.language)
