"""The JSON Schema of a work-up: the entries, and what the code says of each."""

import ast
import inspect
from typing import Any

from pharmacy.readiness import workup
from pharmacy.readiness.workup import Workup


def schema() -> dict[str, Any]:
    """The schema, with a description of every entry."""
    told = Workup.model_json_schema()
    said = _docstrings()
    for name, model in {**told["$defs"], Workup.__name__: told}.items():
        for key, entry in model.get("properties", {}).items():
            kinds = getattr(workup, name).__mro__
            entry["description"] = next(
                said[kind.__name__][key] for kind in kinds if key in said.get(kind.__name__, {})
            )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **told}


def _docstrings() -> dict[str, dict[str, str]]:
    """What stands under each field, by class."""
    tree = ast.parse(inspect.getsource(workup))
    return {kind.name: dict(_under_fields(kind)) for kind in tree.body if isinstance(kind, ast.ClassDef)}


def _under_fields(kind: ast.ClassDef) -> list[tuple[str, str]]:
    found = []
    for field, after in zip(kind.body, kind.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found.append((field.target.id, " ".join(str(after.value.value).split())))
    return found
