"""Protocol and site policy: what is in force, what the files say otherwise, and a pharmacist's signature."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widgets import Static

from pharmacy.errors import Trouble
from pharmacy.language import Text, text
from pharmacy.people import Act, Role
from pharmacy.protocol.differences import Difference
from pharmacy.service import people
from pharmacy.service.approvals import Proposed, files_now, last_change, sign_policy
from tui.policy_words import difference_lines, in_files, signed, value_lines, what_differs
from tui.screens.screen import AppScreen
from tui.screens.talk import pin_for
from tui.widgets.facts import Facts
from tui.widgets.frame import Frame

STEPS = {"up": -1, "down": 1}
"""Keys that scroll by a line."""


class PolicyScreen(AppScreen[None]):
    """Read with the arrow and page keys. Signed is what is shown; files changed since are refused."""

    CSS_PATH = "policy.tcss"

    def __init__(self, proposed: Proposed | Trouble, changed: list[tuple[Text, Difference]]) -> None:
        super().__init__()
        self._proposed = proposed
        self._changed = changed
        """By the newest signature."""

    def compose(self) -> ComposeResult:
        """What is signed, what differs, then every value."""
        station = self.alemprep.station
        approval, proposed = station.approval, self._proposed
        parts: list[Static | Facts] = []
        if approval is None:
            parts.append(self._strong(text("Nothing is in force: no pharmacist has signed these values.")))
        else:
            parts.append(self._strong(text("In force")))
            parts.append(self._facts(signed(approval, station.site.tz)))
            if approval.unreadable:
                cannot = text("This alemprep cannot work by them: {why}", why=approval.unreadable)
                parts.append(self._lines([cannot]))
        if isinstance(proposed, Trouble):
            parts.append(self._strong(text("The files cannot be used; what is signed stays in force")))
            words = "\n".join(proposed.lines(self.alemprep.language))
            parts.append(Static(words, classes="lines", markup=False))
        elif differs := what_differs(station, proposed):
            parts.append(self._strong(text("Proposed in the files, and of no force until it is signed")))
            parts.append(self._facts(in_files(proposed)))
            parts.append(self._lines(differs))
        else:
            parts.append(self._lines([text("The files are what was signed.")]))
        if self._changed:
            parts.append(self._strong(text("Changed by the newest signature")))
            parts.append(self._lines(difference_lines(self._changed)))
        if approval is not None:
            parts.append(self._strong(text("Every value in force")))
            parts.append(self._lines(value_lines(approval.protocol_text, approval.policy_text)))
        yield Frame(
            *parts,
            title=self.say(text("Protocol and site policy")),
            who=self.alemprep.worker.name,
            keys=self._keys(),
        )

    def _keys(self) -> list[tuple[str, str]]:
        may_sign = self.alemprep.worker.role is Role.PHARMACIST and isinstance(self._proposed, Proposed)
        return [
            (self.say(text("arrows")), self.say(text("read on"))),
            *([("s", self.say(text("sign what the files say")))] if may_sign else []),
            (self.say(text("Esc")), self.say(text("back"))),
        ]

    def _strong(self, words: Text) -> Static:
        return Static(self.say(words), classes="heading", markup=False)

    def _facts(self, facts: Iterable[tuple[Text, Text]]) -> Facts:
        return Facts((self.say(label), self.say(words)) for label, words in facts)

    def _lines(self, lines: Iterable[Text]) -> Static:
        return Static("\n".join(self.say(line) for line in lines), classes="lines", markup=False)

    async def key(self, key: str) -> None:
        """The keys of the bottom line."""
        if key in STEPS:
            self.query_one(Frame).body.scroll_relative(y=STEPS[key], animate=False)
        elif key == "s":
            self.alemprep.flow(self._sign())
        elif key == "escape":
            await self.alemprep.read_values()
            self.leave(None)

    async def _sign(self) -> None:
        app = self.alemprep
        await app.act(people.permit, Act.SIGN_POLICY)
        proposed = self._proposed
        if isinstance(proposed, Trouble):
            raise proposed
        purpose = text(
            "puts in force: {protocol} {protocol_sha256} …, {policy} {policy_sha256} …",
            protocol=f"{proposed.protocol.id} {proposed.protocol.version}",
            protocol_sha256=proposed.protocol.sha256[:16],
            policy=f"{proposed.policy.id} {proposed.policy.version}",
            policy_sha256=proposed.policy.sha256[:16],
        )
        pin = await pin_for(app, purpose)
        if pin is None:
            return
        try:
            await app.act(sign_policy, proposed.protocol.sha256, proposed.policy.sha256, pin)
        finally:
            await app.read_values()
            self._proposed, self._changed = await app.ask(files_now), await app.ask(last_change)
            await self.recompose()
            self.query_one(Frame).show_more(self.say(text("PgDn")), self.say(text("more")))
            self.shown_anew()
