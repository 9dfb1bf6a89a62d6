"""`make docs`: write the pages that come from the code; a test fails when they have drifted."""

import json
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr

from pharmacy.errors import Code
from pharmacy.people import MAY, Act, Role
from pharmacy.preparation import CONFIRMS, STEPS, TRANSITIONS, State
from pharmacy.readiness.schema import schema
from pharmacy.service.act import ACTS
from tests.traceability import traceability_page
from tui.replay import BY_THE_PRESS, EDIT_POLICY, FIRST_PERSON, PRINTS, SAID_OF_SCENARIOS, arguments_of

DOCS = Path(__file__).parent.parent / "docs"

SCENARIOS_HEAD = """\
# Scenarios

*Written by `make docs` from the code.*

A scenario is a day as JSON lines, one act a line, in the order of time. `alemprep replay FILE` carries
it out with the same functions as the screens, on a clock set by the file, and prints one result line for
each act. It is how a hospital checks its site and how tests tell stories; `samples/scenarios/` holds some.

    {"at": "2026-03-25T09:32:00+01:00", "by": "1001", "act": "bench.vial", "bag": "00482913/1/1",
     "scan": "]d201…"}   (one line in the file)

| field | what it is |
|---|---|
| `at` | when: ISO 8601 with offset, or `now`, `now-1:30`, `now+0:05` counted from `--now` |
| `by` | the badge of who acts, as enrolled (without the site's frame around it) |
| `act` | one of the acts below |
| `bag` | the bag, by id or as `record/course/day`: the newest that is not cancelled or discarded |
| `expect` | `ok` (the default), the code of the refusal that is right here, or a look's `go` or `stop` |
| others | the act's own arguments, below; days `today`, `today-400`; a time `now+2:00`, at the latest 23:59 |

In a `scan`, `{B1}` and `{C2}` stand for what the codes on copy 1 of the line's bag label and on copy 2 of its
cover label say, and the separator is written `\\u001d`. In
`policy.sign`, `{proposed}` stands for the hash of the file as it is then, `{in force}` for that of what was
signed before.
A line `{"include": "hospital.jsonl"}` carries out another file first. Empty lines and lines that begin
with `#` are passed over.

Without `--db` the scenario runs in a new hospital that is thrown away. The exit code is 0 when every act
ended as expected, 1 when one did not, 2 when the file cannot be read.

## A result line (`--json`)

    {"line": 7, "at": "…", "by": "1001", "act": "bench.vial", "result": "refused", "code": "vial-used",
     "message": "This vial was already used. · expected: … · got: … · what now: …", "expected": "vial-used",
     "bag": "26-000001-5", "state": null, "step": null, "verdict": null, "failing": null,
     "given_ml": null, "event": 51}

`result` is `ok` or `refused`; `event` is the audit event of a refusal; `state` and `step` tell where the
bag is after an act that moved it. A look at the bedside is never refused for what it finds: `verdict` is
`go` or `stop`, `failing` the numbers of the items that do not pass. `given_ml` is what an infusion had given
after an act on it.
"""

LIFE_HEAD = """\
# The life of a bag

*Written by `make docs` from `TRANSITIONS` in `pharmacy/preparation.py`, the only place that knows it.*

"""


def scenarios_page() -> str:
    """docs/scenarios.md."""
    lines = [
        SCENARIOS_HEAD,
        "## Acts",
        "",
        "| act | who may | arguments | what it does |",
        "|---|---|---|---|",
    ]
    for name in [*SAID_OF_SCENARIOS, *(act for act in Act if act not in BY_THE_PRESS), *PRINTS]:
        function = ACTS.get(name) if name in set(Act) else PRINTS.get(name)  # type: ignore[call-overload]
        doc = (function.__doc__ if function else SAID_OF_SCENARIOS[name]) or ""
        summary = " ".join(doc.split("\n\n")[0].split())
        allowed = MAY.get(Act(name)) if name in set(Act) else None
        who = ", ".join(role for role in Role if role in allowed) if allowed else _of_print(name)
        lines.append(f"| `{name}` | {who} | {_arguments(str(name))} | {summary} |")
    lines += ["", "## Codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| `{code}` | {code.meaning} |" for code in Code]
    return "\n".join(lines) + "\n"


def life_page() -> str:
    """docs/life.md."""
    lines = [LIFE_HEAD + "```mermaid", "stateDiagram-v2", f"    [*] --> {_node(State.PLANNED)}"]
    arrows: dict[tuple[State, State], list[str]] = {}
    for (state, action), after in TRANSITIONS.items():
        arrows.setdefault((state, after), []).append(action.value)
    lines += [
        f"    {_node(state)} --> {_node(after)}: {', '.join(actions)}"
        for (state, after), actions in arrows.items()
    ]
    ends = [state for state in State if not any(start is state for start, _ in TRANSITIONS)]
    lines += [f"    {_node(state)} --> [*]" for state in ends] + ["```", ""]
    lines += ["Everything that is not drawn is refused, changes nothing and is recorded.", ""]
    lines += ["## The steps at the bench", "", "| step | confirmed by |", "|---|---|"]
    lines += [f"| {step.number}. {step.value} | {CONFIRMS[step].value} |" for step in STEPS]
    return "\n".join(lines) + "\n"


def readiness_schema() -> str:
    """docs/readiness.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


PAGES = {
    "scenarios.md": scenarios_page,
    "life.md": life_page,
    "traceability.md": traceability_page,
    "readiness.schema.json": readiness_schema,
}


def _node(state: State) -> str:
    return state.value.replace(" ", "_")


def _of_print(name: str) -> str:
    acts = {"print.labels": Act.NUMBER_LABELS, "people.first": Act.SIGN_IN}
    if name == FIRST_PERSON:
        return "nobody is there yet"
    if name == EDIT_POLICY:
        return "whoever may write the file"
    return ", ".join(role for role in Role if role in MAY[acts.get(name, Act.DOCUMENT_PRINTED)])


def _arguments(act: str) -> str:
    told = []
    for name, field in arguments_of(act).model_fields.items():
        shown = "bag" if name == "bag_id" else name
        told.append(f"`{shown}` {_type(field.annotation)}" + ("" if field.is_required() else " (optional)"))
    return ", ".join(told) or "–"


def _type(annotation: Any) -> str:
    if annotation is SecretStr:
        return "PIN"
    inner = [kind for kind in get_args(annotation) if kind is not type(None)]
    name = str((inner[0] if inner else annotation).__name__)
    return {"str": "text", "int": "number", "bool": "true/false", "date": "YYYY-MM-DD", "time": "HH:MM"}.get(
        name, name
    )


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
