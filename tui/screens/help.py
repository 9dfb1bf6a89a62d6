"""All keys, and what can be scanned where."""

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.language import text
from tui.screens.screen import AppScreen
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame

SCANS = [
    (text("bag label"), text("opens that bag")),
    (text("wristband"), text("opens that patient's bag of today")),
    (text("badge"), text("changes who works here; asks for the PIN")),
]

KEYS = [
    (text("space"), text("opens the marked bag; confirms what is shown; acknowledges a refusal")),
    (text("arrows, PgUp, PgDn"), text("mark another line, turn the page")),
    (text("Esc"), text("back; while preparing: stop and say why")),
    (text("c"), text("the bags of coming days, and back to today")),
    (text("b"), text("at the bedside: wristband and bag, GO or STOP")),
    (text("n"), text("new course")),
    (text("r"), text("receive stock")),
    (text("s"), text("storage: where mixed bags are, and how cold it is there")),
    (text("l"), text("label of the marked bag")),
    (text("a"), text("audit")),
    (text("w"), text("change your PIN; for an administrator, people")),
    (text("m"), text("another time on the same day for the marked bag")),
    (text("t"), text("type a code that cannot be scanned")),
    (text("k"), text("accept a clock that was set back")),
    (text("f"), text("follow-up: a patient after their last course")),
    (text("y"), text("before a course: what the marked bag's patient still needs")),
    (text("p"), text("protocol and site policy: what is in force, what is proposed, the signature")),
    (text("o"), text("sign out")),
    (text("q"), text("quit")),
]


class HelpScreen(AppScreen[None]):
    """What the worklist understands."""

    CSS_PATH = "help.tcss"

    def compose(self) -> ComposeResult:
        """Scans, then keys."""
        yield Frame(
            Static(self.say(text("On the worklist, scan")), classes="strong"),
            Facts((self.say(what), self.say(does)) for what, does in SCANS),
            Static(self.say(text("or press")), classes="strong heading"),
            Facts((self.say(key), self.say(does)) for key, does in KEYS),
            Static(
                self.say(
                    text(
                        "Enter only ends what is typed: scanners send it after every code. What was typed "
                        "is then shown once more, and the space bar does it, or your PIN signs it."
                    )
                ),
                classes="heading",
            ),
            title=self.say(text("Help")),
            keys=[(self.say(text("Esc")), self.say(text("back")))],
        )

    async def key(self, key: str) -> None:
        """Back."""
        if key in {"escape", "space"}:
            self.leave(None)
