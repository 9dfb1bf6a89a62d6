"""Protocol and site policy: in force is what a pharmacist signed, word for word, and nothing else."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from pharmacy.errors import Code, Trouble
from pharmacy.people import Act
from pharmacy.preparation import State, Step
from pharmacy.protocol.differences import differences, values_in
from pharmacy.protocol.loader import SHIPPED_POLICY, SHIPPED_PROTOCOL
from pharmacy.service import bedside, bench, custody, documents, infusions, look_ups, orders, people
from pharmacy.service.act import Station
from pharmacy.service.approvals import (
    approval_then,
    differing,
    is_signed,
    read_proposed,
    renewed,
    sign_policy,
)
from pharmacy.service.history import History, history
from pharmacy.service.sheets import Sheet
from tests.conftest import (
    ADMINISTRATOR,
    FRIDGE,
    NURSE,
    PHARMACIST,
    PHYSICIAN,
    SECOND,
    TECHNICIAN,
    WRISTBAND,
    House,
    label,
    pin_of,
    vial,
)
from tests.raw import DRIVER_ERRORS, Raw, never_signed
from tui.house import open_station

SHIPPED = SHIPPED_POLICY.read_text(encoding="utf-8")
NOTHING_SIGNED = [
    "Nothing is prepared or given by values that no pharmacist has signed.",
    "expected: protocol and site policy in force, signed by a pharmacist",
    "got: nothing signed",
    "what now: A pharmacist reads and signs them: key p on the worklist, or: alemprep policy sign",
]


def edit(house: House, old: str = "value = 30", new: str = "value = 45") -> None:
    """Somebody edits the site policy file: at first the minutes out of the refrigerator."""
    own = house.folder / "site-policy.toml"
    before = own.read_text(encoding="utf-8") if own.exists() else SHIPPED
    assert old in before
    own.write_text(before.replace(old, new, 1), encoding="utf-8")


def opened(house: House, name: str = "station") -> Station:
    """The app is started anew."""
    return open_station(house.where, house.clock, name=name)


def sign(station: Station, badge: str = PHARMACIST) -> None:
    """A pharmacist signs what the files say now."""
    found = read_proposed(station.files)
    sign_policy(station, badge, found.protocol.sha256, found.policy.sha256, pin_of(badge))


def unsigned(house: House) -> House:
    """The hospital with everything in it, from before anything was signed."""
    raw = house.raw()
    with raw.without("approval_no_delete"):
        raw.execute("DELETE FROM approval")
    never_signed(raw)
    raw.close()
    house.station = opened(house)
    return house


# in force


def test_in_force_is_what_was_signed_word_for_word(house: House) -> None:
    assert house.station.approval is not None
    assert house.station.approval.policy_text == SHIPPED
    assert house.station.approval.protocol_text == SHIPPED_PROTOCOL.read_text(encoding="utf-8")
    assert (house.station.approval.signed_by, house.station.approval.protocol, house.station.notice) == (
        "F. Soler",
        "consensus-2019 1",
        None,
    )


def test_an_edited_file_changes_nothing_in_force_and_is_told_at_the_next_start(house: House) -> None:
    bag_id = house.verified()
    edit(house)
    assert house.station.notice is None
    house.station = opened(house)
    assert house.station.policy.outside_refrigerator.whole() == 30
    assert (
        str(house.station.notice)
        == "site-policy.toml differs from what F. Soler signed on 24 Mar 2026: see p."
    )
    assert house.do(bag_id).step is Step.PATIENT


def test_a_file_that_is_put_back_is_no_longer_told(house: House) -> None:
    edit(house)
    edit(house, "value = 45", "value = 30")
    assert opened(house).notice is None


@pytest.mark.parametrize("content", ["id = 1", "value = ", '\ufeffid = "x"'])
def test_a_file_that_cannot_be_used_stops_no_ward(house: House, content: str) -> None:
    bag_id = house.verified()
    (house.folder / "site-policy.toml").write_text(content, encoding="utf-8")
    house.station = opened(house)
    assert (
        str(house.station.notice)
        == "A values file cannot be used; what F. Soler signed on 24 Mar 2026 holds. See p."
    )
    assert house.do(bag_id).step is Step.PATIENT
    arguments = (house.station.protocol.sha256, house.station.policy.sha256, pin_of(PHARMACIST))
    with pytest.raises(Trouble) as caught:
        sign_policy(house.station, PHARMACIST, *arguments)
    assert caught.value.code is Code.BAD_FILE


def test_a_newer_shipped_protocol_is_a_proposal_too(house: House, tmp_path: Path) -> None:
    newer = tmp_path / "consensus-2031.toml"
    protocol = SHIPPED_PROTOCOL.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"', 1)
    newer.write_text(protocol, encoding="utf-8")
    house.station = renewed(replace(house.station, files=replace(house.station.files, protocol=newer)))
    assert house.station.protocol.version == "1"
    assert (
        str(house.station.notice)
        == "consensus-2031.toml differs from what F. Soler signed on 24 Mar 2026: see p."
    )
    sign(house.station)
    assert renewed(house.station).protocol.version == "2"


# signing


def test_what_is_signed_is_in_force_with_who_and_when(house: House) -> None:
    house.at(10)
    edit(house)
    sign(house.station, SECOND)
    station = opened(house)
    assert station.policy.outside_refrigerator.whole() == 45
    assert station.notice is None
    assert station.approval is not None
    assert (station.approval.signed_by, station.approval.signed_at) == ("M. Vega", house.clock.now())
    event = house.events()[-1]
    assert (event["act"], event["subject"], event["by"]) == ("policy.sign", "policy", SECOND)
    assert event["data"]["policy"] == station.policy.sha256


def test_only_a_pharmacist_signs(house: House) -> None:
    hashes = (house.station.protocol.sha256, house.station.policy.sha256)
    for badge in (TECHNICIAN, NURSE, PHYSICIAN, ADMINISTRATOR):
        assert house.code(sign_policy, badge, *hashes, pin_of(badge)) is Code.NOT_YOUR_ROLE


def test_nobody_signs_with_another_s_pin(house: House) -> None:
    hashes = (house.station.protocol.sha256, house.station.policy.sha256)
    assert house.code(sign_policy, PHARMACIST, *hashes, pin_of(SECOND)) is Code.WRONG_PIN


def test_a_file_edited_after_it_was_read_is_not_signed_in_these_words(house: House) -> None:
    edit(house)
    read = read_proposed(house.station.files)
    edit(house, "value = 45", "value = 60")
    found = read_proposed(house.station.files).policy.sha256
    refusal = house.refused(
        sign_policy, PHARMACIST, read.protocol.sha256, read.policy.sha256, pin_of(PHARMACIST)
    )
    assert refusal.code is Code.VALUES_DIFFER
    assert refusal.lines() == [
        "The site policy is not the one that you have read.",
        f"expected: sha256 {read.policy.sha256[:16]} …",
        f"got: sha256 {found[:16]} …",
        "what now: Read what it says now, then sign that: key p on the worklist.",
    ]


def test_who_has_read_a_difference_from_older_values_does_not_sign_in_these_words(house: House) -> None:
    other = opened(house, "station 2")
    house.at(10)
    edit(house)
    sign(other, SECOND)
    read = read_proposed(house.station.files)
    refusal = house.refused(
        sign_policy, PHARMACIST, read.protocol.sha256, read.policy.sha256, pin_of(PHARMACIST)
    )
    assert refusal.code is Code.VALUES_CHANGED
    assert refusal.lines() == [
        "A new version of protocol and site policy was signed at another station.",
        "expected: the one that M. Vega signed at 2026-03-25 10:00 +01:00",
        "got: the one signed at 2026-03-24 18:00 +01:00",
        "what now: See what has changed (p on the worklist), then do it again: the new one is read now.",
    ]
    sign(renewed(house.station))


def test_an_order_verified_under_the_old_version_is_verified_again_and_a_begun_bag_is_finished(
    house: House,
) -> None:
    begun = house.prepared_to(Step.VIAL)
    waiting = house.verified("00511270")
    edit(house)
    sign(house.station)
    house.station = opened(house)
    assert house.code(bench.confirm_order, TECHNICIAN, waiting) is Code.PROTOCOL_CHANGED
    sheet = Sheet.PREMEDICATION
    assert house.code(documents.number_sheet, NURSE, waiting, sheet) is Code.PROTOCOL_CHANGED
    house.verify(waiting)
    assert house.do(waiting).step is Step.PATIENT
    assert house.bring(begun, Step.CHECK).state is State.LABELLED


# nothing signed


def test_without_a_signature_every_other_act_is_refused_in_these_words(house: House) -> None:
    bag_id = house.verified()
    unsigned(house)
    refusal = house.refused(bench.confirm_order, TECHNICIAN, bag_id)
    assert refusal.code is Code.VALUES_UNSIGNED
    assert refusal.lines() == NOTHING_SIGNED
    acts: list[tuple[Callable[..., object], str, Any]] = [
        (orders.verify_bag, PHARMACIST, (bag_id, pin_of(PHARMACIST))),
        (bench.scan_vial, TECHNICIAN, (bag_id, vial())),
        (custody.record_temperature, TECHNICIAN, (FRIDGE, "4.6")),
        (people.permit, PHARMACIST, (Act.VERIFY_BAG,)),
    ]
    for act, badge, given in acts:
        assert house.code(act, badge, *given) is Code.VALUES_UNSIGNED
    assert (
        str(house.station.notice)
        == "Nothing can be prepared: no pharmacist has signed the values in force. See p."
    )


def test_without_a_signature_people_sign_in_look_up_discard_and_sign(house: House) -> None:
    bag_id, other = house.prepared_to(Step.COVER), house.verified("00511270")
    house.bring(other, Step.CHECK, serial="7H2K2")
    unsigned(house)
    people.sign_in(house.station, TECHNICIAN, pin_of(TECHNICIAN))
    assert look_ups.look_up(house.station, TECHNICIAN, WRISTBAND)
    assert bench.discard(house.station, TECHNICIAN, bag_id, "dropped").state is State.DISCARDED
    assert custody.quarantine(house.station, TECHNICIAN, other, "dropped").state is State.QUARANTINED
    people.sign_out(house.station, TECHNICIAN)
    sign(house.station)
    house.station = opened(house)
    assert house.station.approval is not None
    assert house.order("00498344")


def test_without_a_signature_a_running_infusion_can_be_made_safer_and_nothing_else(house: House) -> None:
    bag_id = house.started()
    unsigned(house)
    house.later(minutes=10)
    bedside.observe(house.station, NURSE, bag_id, "88", "120", "70", "36.9")
    infusions.pause(house.station, NURSE, bag_id, "itching")
    assert house.code(infusions.resume, NURSE, bag_id, "2.5") is Code.VALUES_UNSIGNED
    assert infusions.stop(house.station, PHYSICIAN, bag_id, "itching").state is State.STOPPED


def test_a_look_from_the_command_line_needs_signed_values_too(house: House) -> None:
    bag_id = house.primed()
    unsigned(house)
    with pytest.raises(Exception, match="no pharmacist has signed"):
        bedside.look(house.station, WRISTBAND, label(bag_id, "C"), house.clock.now())
    assert house.events()[-1]["data"]["code"] == "values-unsigned"


def test_signed_values_of_another_alemprep_are_of_no_force_until_these_are_signed(house: House) -> None:
    bag_id = house.verified()
    older = SHIPPED.replace("[place_scan]", "[place_wait]")
    policy = hashlib.sha256(older.encode()).hexdigest()
    protocol = hashlib.sha256(SHIPPED_PROTOCOL.read_bytes()).hexdigest()
    facts = f'{{"at":"2026-03-24T17:00:00+00:00","by":"1002","policy":"{policy}","protocol":"{protocol}"}}'
    signed = hashlib.sha256(facts.encode()).hexdigest()
    assert house.station.approval is not None
    raw = house.raw()
    forge(raw, policy_text=older, policy_sha256=policy, signed_sha256=signed)
    before = house.station.approval.signed_sha256
    with raw.without("event_no_update"):
        raw.execute(f"UPDATE event SET body = replace(body, '{before}', '{signed}')")
    raw.close()
    house.station = opened(house)
    refusal = house.refused(bench.confirm_order, TECHNICIAN, bag_id)
    assert refusal.code is Code.VALUES_UNSIGNED
    assert refusal.lines()[0] == (
        "The signed values are of another version of alemprep, which this one cannot read."
    )
    assert "What was signed cannot be used: " in str(refusal.got)
    sign(house.station)
    house.station = opened(house)
    house.verify(bag_id)
    assert house.do(bag_id).step is Step.PATIENT


def test_a_database_from_before_signed_values_goes_on_with_what_runs_and_waits_with_the_rest(
    house: House,
) -> None:
    running, waiting = house.started(), house.verified("00511270")
    raw = house.raw()
    for statement in (
        "DROP TABLE sign_answer",
        "DROP TABLE follow_up_check",
        "DROP TABLE approval",
        "DROP TABLE checkpoint",
        "DROP TABLE workup",
        "DROP TABLE decision",
        "DROP INDEX ix_bag_patient_record",
        "DROP INDEX ix_bag_on_date",
        "DROP INDEX bag_not_ended",
        "ALTER TABLE person DROP COLUMN left_at",
        "ALTER TABLE person DROP COLUMN session",
        "ALTER TABLE person DROP COLUMN session_station",
        "UPDATE alembic_version SET version_num = '0003'",
    ):
        raw.execute(statement)
    never_signed(raw)
    raw.close()
    house.station = opened(house)
    house.later(minutes=10)
    infusions.pause(house.station, NURSE, running, "itching")
    assert house.code(infusions.resume, NURSE, running, "2.5") is Code.VALUES_UNSIGNED
    assert house.code(bench.confirm_order, TECHNICIAN, waiting) is Code.VALUES_UNSIGNED
    sign(house.station)
    house.station = opened(house)
    infusions.resume(house.station, NURSE, running, "2.5")
    # the very values that it was verified under are signed now: nothing has to be verified again
    assert house.do(waiting).step is Step.PATIENT
    record = history(house.station, running)
    assert approval_then(record.approvals, *under(record), record.ordered.at) is None


def under(record: History) -> tuple[str, str]:
    """The hashes that a bag's course was ordered under."""
    return record.ordered.protocol_sha256, record.ordered.policy_sha256


# two stations


def test_a_station_that_has_older_values_refuses_in_these_words_and_reads_the_new_ones(house: House) -> None:
    bag_id = house.prepared_to(Step.VIAL)
    other = opened(house, "station 2")
    house.at(10)
    edit(house)
    sign(other, SECOND)
    refusal = house.refused(bench.scan_vial, TECHNICIAN, bag_id, vial())
    assert refusal.code is Code.VALUES_CHANGED
    assert refusal.lines() == [
        "A new version of protocol and site policy was signed at another station.",
        "expected: the one that M. Vega signed at 2026-03-25 10:00 +01:00",
        "got: the one signed at 2026-03-24 18:00 +01:00",
        "what now: See what has changed (p on the worklist), then do it again: the new one is read now.",
    ]
    house.station = renewed(house.station)
    assert house.station.policy.outside_refrigerator.whole() == 45
    assert house.do(bag_id).step is Step.LOOK


def test_a_running_infusion_is_paused_also_by_older_values(house: House) -> None:
    bag_id = house.started()
    sign(opened(house, "station 2"), SECOND)
    house.later(minutes=5)
    infusions.pause(house.station, NURSE, bag_id, "itching")
    assert house.code(infusions.resume, NURSE, bag_id, "2.5") is Code.VALUES_CHANGED


# the database edited


def forge(raw: Raw, **values: str) -> None:
    """The signature is replaced by one that is whole in itself, with the event that vouches for it kept."""
    with raw.without("approval_no_update"):
        for name, value in values.items():
            raw.execute(f"UPDATE approval SET {name} = ?", (value,))


@pytest.mark.parametrize("statement", ["UPDATE approval SET signed_by = '1003'", "DELETE FROM approval"])
def test_a_signature_is_neither_changed_nor_deleted(house: House, statement: str) -> None:
    raw = house.raw()
    with pytest.raises(DRIVER_ERRORS, match="approval is append-only"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("column", "what"),
    [
        ("policy_text", "site policy"),
        ("protocol_text", "protocol"),
        ("signed_by", "signature"),
        ("signed_at", "signature"),
    ],
)
def test_a_signature_that_was_altered_all_the_same_opens_no_hospital(
    house: House, column: str, what: str
) -> None:
    raw = house.raw()
    (stored,) = raw.execute(f"SELECT {column} FROM approval").fetchone()
    changed = {"signed_by": SECOND, "signed_at": "2026-03-20 08:00:00.000000"}
    forge(raw, **{column: changed.get(column, str(stored).replace("value = 30", "value = 60") + "\n")})
    raw.close()
    with pytest.raises(Trouble) as caught:
        opened(house)
    assert caught.value.code is Code.VALUES_ALTERED
    told = caught.value.lines()
    assert told[0] == "The protocol and site policy in the database are not what was signed."
    assert told[1].startswith(f"expected: {what}: sha256 ")
    assert told[3] == (
        "what now: Somebody has edited the database. Stop working, change nothing, keep it as it is and "
        "call the pharmacist, who runs: alemprep audit verify. It says what was changed."
    )


def test_a_signature_that_nobody_gave_opens_no_hospital(house: House) -> None:
    raw = house.raw()
    raw.execute(
        "INSERT INTO approval (protocol_sha256, policy_sha256, protocol_text, policy_text, signed_sha256, "
        "signed_by, signed_at) SELECT protocol_sha256, policy_sha256, protocol_text, policy_text, "
        "signed_sha256, '1003', signed_at FROM approval"
    )
    raw.close()
    with pytest.raises(Trouble) as caught:
        opened(house)
    assert caught.value.code is Code.VALUES_ALTERED


PUT_IN_AGAIN = (
    "INSERT INTO approval (protocol_sha256, policy_sha256, protocol_text, policy_text, signed_sha256, "
    "signed_by, signed_at) SELECT protocol_sha256, policy_sha256, protocol_text, policy_text, "
    "signed_sha256, signed_by, signed_at FROM approval WHERE id = 1"
)


def put_in_again(raw: Raw) -> None:
    """The first signature once more, after a newer one: whoever may write the database may do that."""
    raw.execute(PUT_IN_AGAIN)


def take_away(*numbers: int) -> Callable[[Raw], None]:
    """Signatures are deleted."""

    def do(raw: Raw) -> None:
        with raw.without("approval_no_delete"):
            for number in numbers:
                raw.execute("DELETE FROM approval WHERE id = ?", (number,))

    return do


def number_anew(raw: Raw) -> None:
    """The first signature gets a number after the newest one's."""
    with raw.without("approval_no_update"):
        raw.execute("UPDATE approval SET id = 30 WHERE id = 1")


@pytest.mark.parametrize(
    ("attack", "got"),
    [
        (put_in_again, "signature 3, by F. Soler"),
        (number_anew, "signature 30, by F. Soler"),
        (take_away(2), "signature 1, by F. Soler"),
        (take_away(1, 2), "nothing signed"),
    ],
)
def test_a_signature_is_followed_by_none_but_a_newer_one_and_never_taken_back(
    house: House, attack: Callable[[Raw], None], got: str
) -> None:
    house.at(10)
    edit(house)
    sign(house.station, SECOND)
    raw = house.raw()
    attack(raw)
    raw.close()
    for looks in (lambda: opened(house), lambda: renewed(house.station), lambda: sign(house.station)):
        with pytest.raises(Trouble) as caught:
            looks()
        assert caught.value.code is Code.VALUES_ALTERED
        assert caught.value.lines()[:3] == [
            "The protocol and site policy in the database are not what was signed.",
            "expected: the signature that the audit tells of last",
            f"got: {got}",
        ]


@pytest.mark.parametrize("said", [[], 7, {"changed": []}, {"changed": {"approval": {}}}, None])
def test_an_event_of_a_signing_that_tells_of_no_signature_opens_no_hospital(house: House, said: Any) -> None:
    raw = house.raw()
    with raw.without("event_no_update"):
        raw.execute(
            "UPDATE event SET body = ? WHERE subject = 'policy'",
            (orjson.dumps({"act": "policy.sign", "result": "ok", "data": said}).decode(),),
        )
    raw.close()
    with pytest.raises(Trouble) as caught:
        opened(house)
    assert caught.value.code is Code.VALUES_ALTERED


# what differs


def test_a_difference_is_told_by_value_and_by_all_that_stands_beside_it() -> None:
    new = SHIPPED.replace("value = 30\nunit", "value = 20\nunit", 1).replace(
        "limits = { least = 0, most = 60 }", "limits = { least = 0, most = 45 }", 1
    )
    found = [(each.key, str(each.old), str(each.new)) for each in differences(SHIPPED, new)]
    assert found == [
        ("outside_refrigerator", "30 min", "20 min"),
        ("outside_refrigerator.limits", "0 to 60 min", "0 to 45 min"),
    ]


def test_a_comment_is_no_difference_of_a_value_and_yet_another_file(house: House) -> None:
    edit(house, "# What the clinical source", "# Whatever the clinical source")
    proposed = read_proposed(house.station.files)
    assert differing(house.station.approval, proposed) == []
    assert not is_signed(house.station.approval, proposed)


def test_every_value_is_told_with_unit_source_and_reason() -> None:
    told = {value.key: value for value in values_in(SHIPPED)}
    body = told["body_temperature"]
    assert str(body.said) == "usual 35 to 37.9 °C, possible 30 to 43 °C"
    assert body.reason.startswith("From 38 °C on an infection")
    assert (str(told["line_volume"].said), str(told["line_volume"].limits)) == ("20 mL", "5 to 40 mL")
    clinical = {value.key: value for value in values_in(SHIPPED_PROTOCOL.read_text(encoding="utf-8"))}
    dose = clinical["courses.1.methylprednisolone.3"]
    assert (str(dose.said), dose.source) == ("500 mg", "Fig. 3; R17")
    assert str(clinical["courses.1.days"].said) == "5"
    assert str(clinical["opaque_bag"].said) == "yes"
