"""`alemprep policy`: which values are in force, what the files say otherwise, who signs."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.command import REFUSED, Db, Json, SiteFile, asking, in_words, print_json

if TYPE_CHECKING:
    from pharmacy.language import Text
    from pharmacy.service.act import Station
    from pharmacy.service.approvals import Approval, Proposed

policy_app = typer.Typer(help="Protocol and site policy: what is in force, what is proposed, who signs.")


@policy_app.command("show")
@in_words
def show(db: Db = None, site: SiteFile = None, as_json: Json = False) -> None:
    """What is in force, who signed it, and every value with unit, source and reason."""
    from tui.policy_words import signed, value_lines, values  # noqa: PLC0415 - only when it is asked for

    station = _open(db, site)
    approval = station.approval
    if approval is None:
        raise _nothing_signed()
    if as_json:
        told = [
            {
                "file": str(file),
                "key": value.key,
                "value": str(value.said),
                "limits": str(value.limits) if value.limits else None,
                "source": value.source,
                "reason": value.reason,
            }
            for file, value in values(approval.protocol_text, approval.policy_text)
        ]
        print_json({"signed": _signed_json(approval), "values": told})
        return
    for label, words in signed(approval, station.site.tz):
        print(f"{label}: {words}")
    print("\n".join(map(str, value_lines(approval.protocol_text, approval.policy_text))))


@policy_app.command("diff")
@in_words
def diff(db: Db = None, site: SiteFile = None, as_json: Json = False) -> None:
    """What the files say otherwise than what is signed, value by value. Exit code 1 when they differ."""
    from pharmacy.service.approvals import is_signed, read_proposed  # noqa: PLC0415

    station = _open(db, site)
    proposed = read_proposed(station.files)
    if as_json:
        print_json(_diff_json(station, proposed))
    else:
        _print_diff(station, proposed)
    if not is_signed(station.approval, proposed):
        raise typer.Exit(REFUSED)


@policy_app.command("sign")
@in_words
def sign(
    by: Annotated[str, typer.Option(help="A pharmacist's badge; the PIN is asked for.")],
    db: Db = None,
    site: SiteFile = None,
    as_json: Json = False,
) -> None:
    """Put the files' values in force: shows what that changes, then asks for the PIN."""
    from pydantic import SecretStr  # noqa: PLC0415

    from pharmacy.people import Act  # noqa: PLC0415
    from pharmacy.service import people  # noqa: PLC0415
    from pharmacy.service.approvals import read_proposed, sign_policy  # noqa: PLC0415

    station = _open(db, site)
    people.permit(station, by, Act.SIGN_POLICY)
    proposed = read_proposed(station.files)
    if not as_json:
        _print_diff(station, proposed)
    pin = SecretStr(asking(as_json=as_json)("your PIN"))
    people.sign_in(station, by, pin)
    approval = sign_policy(station, by, proposed.protocol.sha256, proposed.policy.sha256, pin)
    if as_json:
        print_json({"result": "ok"} | _diff_json(station, proposed) | {"signed": _signed_json(approval)})
        return
    print("signed, and in force from now on:")
    _print_facts(approval, station)


def _open(db: str | None, site: Any) -> "Station":
    from pharmacy.clock import SystemClock  # noqa: PLC0415
    from tui.house import open_station  # noqa: PLC0415
    from tui.places import default_database  # noqa: PLC0415

    return open_station(db or default_database(), SystemClock(), site)


def _print_facts(approval: "Approval", station: "Station") -> None:
    from tui.policy_words import signed  # noqa: PLC0415

    for label, words in signed(approval, station.site.tz):
        print(f"  {label}: {words}")


def _print_diff(station: "Station", proposed: "Proposed") -> None:
    from tui.policy_words import in_files, what_differs  # noqa: PLC0415

    if station.approval is None:
        print("nothing is signed yet")
    else:
        print("signed:")
        _print_facts(station.approval, station)
    print("proposed:")
    for label, words in in_files(proposed):
        print(f"  {label}: {words}")
    lines: list[Text] = what_differs(station, proposed)
    print("\n".join(map(str, lines)) if lines else "The files are what was signed.")


def _signed_json(approval: "Approval | None") -> dict[str, Any] | None:
    return approval.model_dump(mode="json", exclude={"id", "unreadable"}) if approval else None


def _diff_json(station: "Station", proposed: "Proposed") -> dict[str, Any]:
    from pharmacy.service.approvals import differing, is_signed  # noqa: PLC0415

    return {
        "same": is_signed(station.approval, proposed),
        "signed": _signed_json(station.approval),
        "protocol_sha256": proposed.protocol.sha256,
        "policy_sha256": proposed.policy.sha256,
        "differences": [
            {
                "file": str(file),
                "key": each.key,
                "old": str(each.old) if each.old is not None else None,
                "new": str(each.new) if each.new is not None else None,
            }
            for file, each in differing(station.approval, proposed)
        ],
    }


def _nothing_signed() -> Exception:
    from pharmacy.errors import Code, Refusal  # noqa: PLC0415
    from pharmacy.language import text  # noqa: PLC0415

    return Refusal(
        Code.VALUES_UNSIGNED,
        text("Nothing is in force: no pharmacist has signed protocol and site policy."),
        expected=text("a pharmacist's signature"),
        got=text("nothing signed"),
        advice=text("Read them with: alemprep policy diff. A pharmacist signs with: alemprep policy sign"),
    )
