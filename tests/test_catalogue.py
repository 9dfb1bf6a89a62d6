"""Every sentence is there in Spanish, with the same values in it."""

import string
from decimal import Decimal

from pharmacy.language import Language, Text, decimal_text
from tests.catalogue import MO, compiled, sentences, translations


def _values(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name)


def test_every_sentence_of_the_code_is_translated_to_spanish() -> None:
    translated = {message.id: message.string for message in translations() if message.id}
    missing = [message.id for message in sentences() if message.id and not translated.get(message.id)]
    assert missing == []


def test_no_translation_is_left_over_from_a_sentence_that_is_gone() -> None:
    living = {message.id for message in sentences()}
    assert [message.id for message in translations() if message.id not in living] == []


def test_a_translation_holds_the_same_values_as_its_sentence() -> None:
    wrong = [
        message.id
        for message in translations()
        if message.id and message.string and _values(str(message.id)) != _values(str(message.string))
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert MO.read_bytes() == compiled(translations())


def test_a_number_in_a_spanish_sentence_has_a_decimal_comma() -> None:
    assert Text("{v} mL", {"v": Decimal("1.20")}).in_(Language.SPANISH) == "1,2 mL"
    assert decimal_text(Decimal("0.119"), Language.SPANISH) == "0,119"
