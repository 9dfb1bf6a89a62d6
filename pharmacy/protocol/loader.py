"""Reads protocol and policy files, and refuses whatever is not exactly as it should be."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pharmacy.errors import Code, Trouble
from pharmacy.language import Text, text, verbatim
from pharmacy.protocol.files import read_whole, toml_in
from pharmacy.protocol.model import Protocol
from pharmacy.protocol.policy import SitePolicy
from pharmacy.protocol.values import Frozen, Unsuitable

SHIPPED_PROTOCOL = Path(__file__).with_name("consensus-2019.toml")
"""The protocol used unless another is named."""
SHIPPED_POLICY = Path(__file__).with_name("site-policy.toml")
"""The policy a site starts from."""

File = TypeVar("File", bound=Frozen)


def load_protocol(path: Path | None = None) -> Protocol:
    """Read a protocol file, the shipped one unless told otherwise.

    Raises `Trouble` (`bad-file`) naming the file, the key and what was expected.
    """
    path = path or SHIPPED_PROTOCOL
    return protocol_in(file_content(path), str(path))


def load_policy(protocol: Protocol, path: Path | None = None) -> SitePolicy:
    """Read a site policy that stays inside a protocol, the shipped one unless told otherwise.

    Raises `Trouble` (`bad-file`) naming the file, the key and what was expected.
    """
    path = path or SHIPPED_POLICY
    return policy_in(protocol, file_content(path), str(path))


def file_content(path: Path) -> bytes:
    """What stands in a protocol or policy file. Raises `Trouble` (`bad-file`) when it cannot be read."""
    try:
        return read_whole(path)
    except OSError as error:
        raise _bad_file(str(path), "", text("a file that can be read"), error.strerror) from error


def protocol_in(content: bytes, name: str) -> Protocol:
    """The protocol that a file's content says; `name` is what a refusal calls it."""
    return _model_in(content, name, Protocol)


def policy_in(protocol: Protocol, content: bytes, name: str) -> SitePolicy:
    """The site policy that a file's content says, if it stays inside a protocol."""
    policy = _model_in(content, name, SitePolicy)
    try:
        policy.check_against(protocol)
    except Unsuitable as wrong:
        raise _bad_file(name, wrong.key, wrong.expected, wrong.got) from wrong
    return policy


def _model_in(content: bytes, name: str, model: type[File]) -> File:
    try:
        found: File = _read(content, model)
    except ValidationError as error:
        raise _bad_file(name, *_explain(error.errors()[0])) from error
    except Unsuitable as wrong:
        raise _bad_file(name, wrong.key, wrong.expected, wrong.got) from wrong
    except ValueError as error:
        raise _bad_file(name, "", text("TOML, each key once"), str(error)) from error
    return found


@lru_cache(maxsize=8)
def _read(content: bytes, model: type[File]) -> File:
    """A station reads the same few texts again and again: what is signed, what lies in the files."""
    found = toml_in(content)
    if "sha256" in found:
        raise Unsuitable("sha256", _NO_SUCH_KEY, found["sha256"])
    return model.model_validate({**found, "sha256": hashlib.sha256(content).hexdigest()})


_NO_SUCH_KEY = text("no such key")


def _explain(error: ErrorDetails) -> tuple[str, Text, object]:
    """The dotted key, what was expected there, and what was found."""
    # pydantic marks a bad key of a table with "[key]" after it, and a union's branch with a type's name
    parts = [str(part) for part in error["loc"] if part != "[key]"]
    reason = error.get("ctx", {}).get("error")
    match error["type"]:
        case "value_error" if isinstance(reason, Unsuitable):
            parts += [reason.key] if reason.key else []
            return ".".join(parts), reason.expected, reason.got
        case "missing":
            return ".".join(parts), text("this key, with a value"), None
        case "extra_forbidden":
            return ".".join(parts), _NO_SUCH_KEY, error["input"]
    return ".".join(parts), verbatim(error["msg"]), error["input"]


def _bad_file(name: str, key: str, expected: Text, got: object) -> Trouble:
    what = (
        text("{file} cannot be used: {key} is wrong.", file=name, key=key)
        if key
        else text("{file} cannot be used.", file=name)
    )
    return Trouble(
        Code.BAD_FILE,
        what,
        expected=expected,
        got=text("nothing") if got is None else verbatim(str(got)[:120]),
        advice=text("Correct the file; no pharmacist can sign a wrong one."),
        bad_input=True,
    )
