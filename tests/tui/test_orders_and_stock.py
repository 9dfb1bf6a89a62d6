"""A new course and what comes into stock, typed and scanned."""

import pytest

from pharmacy.service.in_stock import products, stock
from tests.conftest import PHARMACIST, PHYSICIAN, SALINE, TECHNICIAN, House, vial
from tests.tui.hands import at_work
from tui.screens.confirm import ConfirmScreen
from tui.screens.form import FormScreen
from tui.screens.new_course import PlanScreen
from tui.screens.stock import StockScreen
from tui.screens.worklist import WorklistScreen

pytestmark = pytest.mark.station

RINGER = "]d201095200010000961729063010R9901"


async def test_a_course_is_ordered_after_its_plan_was_seen(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.scan("NHC00511270")
        await hands.write("1", "2026-03-25", "12:00", "", "")
        hands.at(PlanScreen)
        assert "day 1 25 Mar 2026 infusion 12:00 methylprednisolone 1000 mg at 10:30" in hands.seen
        assert "day 3 27 Mar 2026 infusion 12:00 methylprednisolone 500 mg at 10:30" in hands.seen
        assert "day 5 29 Mar 2026 infusion 12:00 methylprednisolone 250 mg at 10:30" in hands.seen
        assert house.events()[-1]["act"] == "people.sign_in"
        await hands.press("space")
        hands.at(WorklistScreen)
        assert "✓ ordered: course 1 for Ibarra Leza, Jon, 5 bags from 25 Mar 2026." in hands.seen
        assert "Ibarra Leza, Jon 1·1/5 NOT VERIFIED verify" in hands.seen


async def test_a_refused_course_keeps_what_was_typed(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.write("00511270", "2", "2026-03-25", "12:00", "2025-06-01", "")
        hands.at(FormScreen)
        assert "Course 2 begins less than 12 months after the end of course 1." in hands.seen
        assert "expected 1 Jun 2026 or later, 12 months after 1 Jun 2025" in hands.seen
        assert "source Second and subsequent courses; R23" in hands.seen
        assert "2025-06-01" in hands.seen
        await hands.press("escape")
        hands.at(WorklistScreen)


async def test_the_plan_can_be_changed_before_it_is_ordered(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.write("00511270", "1", "2026-03-25", "12:00", "", "")
        await hands.press("escape")
        hands.at(FormScreen)
        await hands.burst("\x1b[B\x1b[B\x15")
        await hands.write("13:15", "", "")
        assert "infusion 13:15" in hands.seen


async def test_fields_typed_in_one_burst_stay_apart(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.write("00511270")
        await hands.burst("1\r2026-03-25\t12:00\r\n\r\r")
        hands.at(PlanScreen)
        assert "day 1 25 Mar 2026 infusion 12:00" in hands.seen


async def test_an_unknown_patient_is_entered_first(house: House) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.scan("NHC00599999")
        assert "This patient is not known here yet." in hands.seen
        await hands.write("O'Brien [Ruiz]", "Eva", "1990-02-30", "Planta 4", "")
        assert "This is not a day that can be used. expected something written like 2026-03-25" in hands.seen
        await hands.burst("\x15")
        await hands.write("1990-02-20", "", "")
        hands.at(ConfirmScreen)
        assert "family name O'Brien [Ruiz]" in hands.seen
        assert "birth date 1990-02-20" in hands.seen
        assert house.events()[-1]["act"] == "people.sign_in"
        await hands.press("space")
        assert "O'Brien [Ruiz], Eva" in hands.seen
        await hands.write("1", "2026-03-26", "12:00", "", "")
        await hands.press("space")
        hands.at(WorklistScreen)
    assert house.raw().execute("SELECT count(*) FROM bag WHERE patient_record = '00599999'").fetchone() == (
        5,
    )


async def test_a_pin_typed_for_the_patient_stands_nowhere_in_the_audit_when_the_form_is_refused(
    house: House,
) -> None:
    async with at_work(house, badge=PHYSICIAN) as hands:
        await hands.press("n")
        await hands.write("2580")
        assert "This patient is not known here yet." in hands.seen
        await hands.write("O'Brien", "Eva", "1990-02-20", "Planta 4", "")
        await hands.press("space")
        assert "This hospital gives no such record number." in hands.seen
        assert house.events()[-1]["data"]["code"] == "record-number"
    assert "2580" not in house.audit_text()


async def test_a_technician_orders_nothing(house: House) -> None:
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("n")
        assert "This is not yours to do. expected pharmacist or physician" in hands.seen
        assert house.events()[-1]["data"]["code"] == "not-your-role"


async def test_every_scan_is_received_once(house: House) -> None:
    before = {(line.lot, line.count) for line in stock(house.station)}
    assert ("B4471", 12) in before
    async with at_work(house, badge=TECHNICIAN) as hands:
        await hands.press("r")
        hands.at(StockScreen)
        await hands.burst(f"{vial('NEW1')}\r{SALINE}\r\n{SALINE}\t{vial('NEW2')}\r")
        assert "4 in this sitting." in hands.seen
        assert "Sodio cloruro 0,9 % San Telmo B4471 30 Jun 2029 +2 14" in hands.seen
        await hands.scan(vial("NEW1"))
        assert "This vial is in the book already." in hands.seen


async def test_two_people_enrol_a_product_by_scanning_its_first_pack(house: House) -> None:
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("r", "e")
        await hands.scan(RINGER)
        await hands.write("Cloruro sódico B", "1")
        await hands.scan("ST1001")
        await hands.write("2580")
        await hands.write("7193")
        assert "✓ enrolled: Cloruro sódico B. Now receive its packs." in hands.seen
        await hands.scan(RINGER)
        assert "✓ received: a diluent, lot R9901." in hands.seen
    [product] = [product for product in products(house.station) if product.gtin == "09520001000096"]
    assert (product.name, product.diluent) == ("Cloruro sódico B", "sodium-chloride")


async def test_a_vials_code_with_its_separator_can_be_scanned_into_a_form(house: House) -> None:
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("r", "e")
        await hands.scan(vial())
        assert "L77F2␝217H2K1" in hands.seen
        await hands.write("Lemtrada again", "0")
        await hands.scan("ST1001")
        await hands.write("2580")
        await hands.write("7193")
        assert "This product is enrolled already." in hands.seen


async def test_nobody_enrols_alone(house: House) -> None:
    async with at_work(house, badge=PHARMACIST) as hands:
        await hands.press("r", "e")
        await hands.scan(RINGER)
        await hands.write("Cloruro sódico B", "1")
        await hands.scan("ST1002")
        await hands.write("7193")
        await hands.write("7193")
        assert "Nobody can be their own witness." in hands.seen
        hands.at(FormScreen)
