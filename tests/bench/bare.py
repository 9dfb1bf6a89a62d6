"""The peer of the first paint: a bare Textual app with the worklist's table, and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static

HEADS = ("", "START", "LEFT", "PATIENT", "DAY", "STATE", "NEXT")


class Bare(App[None]):
    """Fifty rows."""

    def compose(self) -> ComposeResult:
        """A line above, the table, a line below."""
        yield Static("Today")
        yield DataTable()
        yield Static("bare is painted")

    def on_mount(self) -> None:
        """Fill it."""
        table = self.query_one(DataTable)
        table.add_columns(*HEADS)
        for number in range(50):
            table.add_row("", "–", "–", f"Prueba Número{number:02d}, Carmen", "1·1/5", "verified", "order")


if __name__ == "__main__":
    Bare().run()
