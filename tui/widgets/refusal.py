"""A refusal as people read it: what is wrong, what was expected, what was got, what to do now."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from pharmacy.errors import AlemprepError, Code, Refusal
from pharmacy.language import Language, Text, text, verbatim
from tui.widgets.visible import visible

_NOT_THIS_VIAL = text("NOT THIS VIAL")
_NOT_THIS_PRODUCT = text("NOT THIS PRODUCT")
_NOT_THIS_LABEL = text("NOT THIS LABEL")
_NOT_YOU = text("NOT YOU")
_CLOSED = text("CLOSED FOR YOU")
_REFUSED = text("NOT ALLOWED")
_TROUBLE = text("NOT DONE")

_TITLES = {
    Code.UNREADABLE: text("SCAN NOT READ"),
    Code.WRONG_KIND: text("NOT THIS CODE"),
    Code.VIAL_USED: _NOT_THIS_VIAL,
    Code.VIAL_REJECTED: _NOT_THIS_VIAL,
    Code.WRONG_PRODUCT: _NOT_THIS_PRODUCT,
    Code.UNKNOWN_PRODUCT: _NOT_THIS_PRODUCT,
    Code.EXPIRED: _NOT_THIS_PRODUCT,
    Code.RECALLED: _NOT_THIS_PRODUCT,
    Code.NOT_RECEIVED: _NOT_THIS_PRODUCT,
    Code.CODE_DISAGREES: _NOT_THIS_PRODUCT,
    Code.WRONG_BAG: _NOT_THIS_LABEL,
    Code.WRONG_PIECE: _NOT_THIS_LABEL,
    Code.VOID_COPY: _NOT_THIS_LABEL,
    Code.NOT_YOUR_ROLE: _NOT_YOU,
    Code.WRONG_PIN: _NOT_YOU,
    Code.LAST_WRONG_PIN: _NOT_YOU,
    Code.LOCKED_OUT: _NOT_YOU,
    Code.PERSON_LEFT: _NOT_YOU,
    Code.SIGNED_IN_ELSEWHERE: _CLOSED,
    Code.SIGNED_OUT: _CLOSED,
    Code.PIN_FIRST: text("YOUR PIN FIRST"),
    Code.SELF_RELEASE: _NOT_YOU,
    Code.SELF_WITNESS: _NOT_YOU,
    Code.CHANGED_MEANWHILE: text("CHANGED MEANWHILE"),
    Code.PAST_START_BEFORE: text("TIME IS OVER"),
}
"""The two or three words that are read from a distance; any other refusal has a general title."""


def title_of(error: AlemprepError) -> Text:
    """The refusal's title."""
    return _TITLES.get(error.code, _REFUSED if isinstance(error, Refusal) else _TROUBLE)


class RefusalPanel(Vertical):
    """Shows one error, whole, in one language; how it is acknowledged is the screen's matter."""

    DEFAULT_CSS = """
    RefusalPanel { height: auto; border: heavy #B00020; padding: 0 1; }
    RefusalPanel > .title { height: auto; background: #B00020; color: #FFFFFF; text-style: bold; }
    RefusalPanel > .what { height: auto; text-style: bold; margin: 1 0; }
    RefusalPanel > .recorded { height: auto; text-align: right; }
    RefusalPanel > Horizontal { height: auto; }
    RefusalPanel > Horizontal > .label { width: 14; height: auto; }
    RefusalPanel > Horizontal > .words { width: 1fr; height: auto; }
    """

    def __init__(self, error: AlemprepError, language: Language) -> None:
        super().__init__()
        self._error = error
        self._language = language

    def compose(self) -> ComposeResult:
        """The title, the sentence, a row for each part that there is, and the audit event's number."""
        error = self._error
        yield self._line(f"✕ {title_of(error).in_(self._language)}", "title")
        yield self._line(error.what.in_(self._language), "what")
        for label, words in (
            (text("expected"), error.expected),
            (text("got"), error.got),
            (text("what now"), error.advice),
            (text("source"), verbatim(error.source) if error.source else None),
        ):
            if words is not None:
                yield Horizontal(
                    self._line(label.in_(self._language), "label"),
                    self._line(words.in_(self._language), "words"),
                )
        if error.event is not None:
            recorded = text("recorded #{event}", event=error.event)
            yield self._line(recorded.in_(self._language), "recorded")

    @staticmethod
    def _line(words: str, kind: str) -> Static:
        # What was scanned or typed may hold brackets, and control characters that a terminal would obey.
        return Static(visible(words), classes=kind, markup=False)
