"""Protocol and site policy in words, the same on the screen and on the command line."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from pharmacy.language import Text, text, verbatim
from pharmacy.moments import moment_text
from pharmacy.protocol.differences import Difference, Value, values_in
from pharmacy.service.act import Station
from pharmacy.service.approvals import Approval, Proposed, differing, is_signed

SHORT = 16
"""Of a SHA-256, hex digits that people compare."""

PROTOCOL, POLICY = text("protocol"), text("site policy")


def version(name: str, sha256: str) -> Text:
    """A file's id and version, and by what it is told from another of the same name."""
    return text("{name}, sha256 {sha256} …", name=name, sha256=sha256[:SHORT])


def signed(approval: Approval, zone: tzinfo) -> list[tuple[Text, Text]]:
    """What was signed, by whom, when."""
    return [
        (PROTOCOL, version(approval.protocol, approval.protocol_sha256)),
        (POLICY, version(approval.policy, approval.policy_sha256)),
        (
            text("signed"),
            text("{name}, {when}", name=approval.signed_by, when=moment_text(approval.signed_at, zone)),
        ),
    ]


def in_files(proposed: Proposed) -> list[tuple[Text, Text]]:
    """What the files say that they are."""
    return [
        (label, version(f"{found.id} {found.version}", found.sha256))
        for label, found in ((PROTOCOL, proposed.protocol), (POLICY, proposed.policy))
    ]


def values(protocol_text: str, policy_text: str) -> Iterator[tuple[Text, Value]]:
    """Every value: of which file, and what it says."""
    for file, content in ((PROTOCOL, protocol_text), (POLICY, policy_text)):
        for value in values_in(content):
            yield file, value


def value_text(value: Value) -> Text:
    """A value with where it comes from, and why it is what it is."""
    line: Text = text("{key}: {said}", key=value.key, said=value.said)
    if value.limits is not None:
        line = text("{line} (may be {limits})", line=line, limits=value.limits)
    if value.source:
        line = text("{line} · {source}", line=line, source=_source(value.source))
    return text("{line}\n    {reason}", line=line, reason=value.reason) if value.reason else line


def _source(source: str) -> Text:
    return text("local policy") if source == "local policy" else verbatim(source)


def difference_text(difference: Difference) -> Text:
    """What was signed, and what is proposed instead."""
    nothing = text("nothing")
    return text(
        "{key}: {old} → {new}",
        key=difference.key,
        old=difference.old if difference.old is not None else nothing,
        new=difference.new if difference.new is not None else nothing,
    )


def value_lines(protocol_text: str, policy_text: str) -> list[Text]:
    """Every value, with its file."""
    return [
        text("{file} · {value}", file=file, value=value_text(value))
        for file, value in values(protocol_text, policy_text)
    ]


def difference_lines(found: Iterable[tuple[Text, Difference]]) -> list[Text]:
    """Every difference, with its file."""
    return [
        text("{file} · {difference}", file=file, difference=difference_text(difference))
        for file, difference in found
    ]


def what_differs(station: Station, proposed: Proposed) -> list[Text]:
    """What a signature would change, a line for each value; nothing when the files are what was signed, and
    everything when nothing is.
    """
    if station.approval is None:
        return value_lines(proposed.protocol_text, proposed.policy_text)
    if is_signed(station.approval, proposed):
        return []
    found = difference_lines(differing(station.approval, proposed))
    return found or [text("No value differs, only comments or white space.")]
