"""What is found when somebody looks whether everything is as it should be."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from pharmacy.errors import AlemprepError, Code
from pharmacy.language import Language, Text, text


class Verdict(IntEnum):
    """How bad it is; the worst is the greatest."""

    OK = 0
    WARNING = 1
    """Work can go on; somebody should see to it."""
    FAULT = 2
    """Work cannot go on, or what is recorded cannot be relied on."""


@dataclass(frozen=True)
class Finding:
    """One line of it."""

    subject: Text
    """What was looked at."""
    verdict: Verdict
    what: Text
    advice: Text | None = None
    """What to do next; nothing where all is well."""
    code: Code | None = None
    """Of the error that stopped the look, where one did."""

    def lines(self, language: Language) -> list[str]:
        """As a person reads it."""
        what = (
            f"{_WORDS[self.verdict].in_(language)}  {self.subject.in_(language)}: {self.what.in_(language)}"
        )
        if self.advice is None:
            return [what]
        return [what, "    " + text("what now: {advice}", advice=self.advice).in_(language)]

    def told(self, language: Language) -> dict[str, Any]:
        """As a program reads it."""
        return {
            "check": str(self.subject),
            "verdict": self.verdict.name.lower(),
            "message": self.what.in_(language),
            "advice": self.advice.in_(language) if self.advice else None,
        }


_WORDS = {Verdict.OK: text("OK"), Verdict.WARNING: text("WARNING"), Verdict.FAULT: text("FAULT")}


def fine(subject: Text, what: Text) -> Finding:
    """All is well."""
    return Finding(subject, Verdict.OK, what)


def warning(subject: Text, what: Text, advice: Text) -> Finding:
    """Somebody should see to it."""
    return Finding(subject, Verdict.WARNING, what, advice)


def fault(subject: Text, what: Text, advice: Text) -> Finding:
    """It cannot go on like this."""
    return Finding(subject, Verdict.FAULT, what, advice)


def failed(subject: Text, error: AlemprepError) -> Finding:
    """What raised an error in words."""
    what = error.what
    if error.got is not None:
        what = text("{what} Got: {got}", what=error.what, got=error.got)
    return Finding(subject, Verdict.FAULT, what, error.advice, error.code)
