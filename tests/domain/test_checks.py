"""Numbers that carry their own rules: what is read, what is refused and why, what only warns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.checks import (
    BadBatch,
    BadCompanyCode,
    BadIdNumber,
    BadMail,
    BadPlate,
    BadPostcode,
    BadVin,
    Caution,
    Phone,
    batch_date,
    batch_dates,
    batch_key,
    check_batch,
    check_invoice,
    check_phone,
    read_batch,
    read_id_number,
    read_mail,
    read_phones,
    read_plate,
    read_postcode,
    read_uscc,
    read_vin,
)
from aftersales.domain.errors import BadField

CODES = (
    "91350100M000100Y43 11320000MB151840XJ 914403001922038216 "
    "9144030071526726XG 91330100799655058B 91110000802100433B"
).split()


@pytest.mark.parametrize(
    ("cell", "number", "kind"),
    [
        ("13812341234", "13812341234", "mobile"),
        ("+86 138-1234-1234", "13812341234", "mobile"),
        ("008613812341234", "13812341234", "mobile"),
        ("8613812341234", "13812341234", "mobile"),
        ("(138)12341234", "13812341234", "mobile"),
        ("１３８ １２３４ １２３４", "13812341234", "mobile"),
        ("13812341234.0", "13812341234", "mobile"),
        ("19912341234", "19912341234", "mobile"),
        ("(0756)2266567转801", "0756-2266567-801", "landline"),
        ("（0756）2266567", "0756-2266567", "landline"),
        ("0756 2266567", "0756-2266567", "landline"),
        ("010-62345678", "010-62345678", "landline"),
        ("02062345678", "020-62345678", "landline"),
        ("+86-756-2266567", "0756-2266567", "landline"),
        ("+86(0)756-2266567", "0756-2266567", "landline"),
        ("400-123-4567", "400-123-4567", "service"),
        ("8001234567", "800-123-4567", "service"),
        ("95588", "95588", "service"),
        ("955881", "955881", "service"),
        ("+852 1234 5678", "+852 1234 5678", "foreign"),
        ("+1 (650) 555-1234", "+1 (650) 555-1234", "foreign"),
        ("12812341234", "12812341234", "other"),
        ("010-12345678", "010-12345678", "other"),
        ("2266567", "2266567", "other"),
        ("13812341234(张先生)", "13812341234(张先生)", "other"),
        ("1.38E+10", "1.38E+10", "other"),
    ],
)
def test_one_phone(cell: str, number: str, kind: str) -> None:
    """A number of each kind is known in all its ways of writing; any other is kept as written."""
    assert read_phones(cell) == [Phone(number, kind)]


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("13812341234/0756-2266567、4001234567,张三；13912341234", "mobile landline service other mobile"),
        ("13812341234 13912341234", "mobile mobile"),
        ("138 1234 1234  139 1234 1234", "mobile mobile"),
        ("张 三 13812341234", "other mobile"),
        ("0756 2266567 801", "landline other"),
        ("+65 61234567 65123456", "foreign other"),
        ("13812341234\n13912341234\r\n", "mobile mobile"),
        (" 、/ ", ""),
        ("", ""),
    ],
)
def test_several_phones(cell: str, kinds: str) -> None:
    """A cell may hold several numbers, parted by signs or blanks, in their order."""
    assert [phone.kind for phone in read_phones(cell)] == kinds.split()


@given(st.text(alphabet="0123456789+-() /、,;转张abc\n", max_size=40))
def test_no_digit_is_lost(cell: str) -> None:
    """Whatever stands in the cell: every digit is in some number, but for a country code 86 and its 0."""
    kept = "".join(phone.number for phone in read_phones(cell))
    lost = sum(letter.isdigit() for letter in cell) - sum(letter.isdigit() for letter in kept)
    codes = cell.count("86") * 5 + cell.count("0)")
    assert lost <= codes
    assert {letter for letter in kept if letter.isalpha()} >= {letter for letter in cell if letter in "张abc"}


def test_unknown_phone_warns() -> None:
    """What is no number is taken with a caution that names it; numbers bring none."""
    assert check_phone("13812341234、无此人", field="customer.phones") == (
        Caution("phone_unknown", "customer.phones", {"value": "无此人"}),
    )
    assert check_phone("13812341234 95588") == ()


@pytest.mark.parametrize("code", CODES)
def test_company_codes(code: str) -> None:
    """The valid codes of the data dictionary are valid, in small letters and with blanks as well."""
    assert read_uscc(f" {code[:8].lower()} {code[8:].lower()} ") == code


def test_company_code_of_a_village() -> None:
    """Codes of village cooperatives begin with N and are valid."""
    assert read_uscc("N2110000MF000000XX"[:17] + _last("N2110000MF000000X")).startswith("N2")


def _last(body: str) -> str:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(letters.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return letters[(31 - total) % 31]


@given(st.sampled_from(CODES), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_found(code: str, place: int, letter: str) -> None:
    """Any one character changed makes the code wrong."""
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong != code:
        with pytest.raises(BadCompanyCode):
            read_uscc(wrong)


REFUSALS: list[tuple[Callable[..., object], str, type[BadField], dict[str, object]]] = [
    (read_uscc, "91350100M000100Y4", BadCompanyCode, {"fault": "length", "length": 17}),
    (
        read_uscc,
        "91350100M000100Y4Z",
        BadCompanyCode,
        {"fault": "character", "character": "Z", "position": 18},
    ),
    (read_uscc, "91350100M000100Y42", BadCompanyCode, {"fault": "check", "expected": "3"}),
    (read_id_number, "1101051949123100", BadIdNumber, {"fault": "length", "length": 16}),
    (read_id_number, "11010519491231002Y", BadIdNumber, {"fault": "character"}),
    (read_id_number, "110105194902310026", BadIdNumber, {"fault": "date"}),
    (read_id_number, "110105194912310021", BadIdNumber, {"fault": "check"}),
    (read_postcode, "51906", BadPostcode, {"value": "51906"}),
    (read_postcode, "5190600", BadPostcode, {}),
    (read_postcode, "٥١٩٠٦٠", BadPostcode, {}),
    (read_mail, "a.b.cn", BadMail, {"fault": "at"}),
    (read_mail, "a@@b.cn", BadMail, {"fault": "at"}),
    (read_mail, "@b.cn", BadMail, {"fault": "at"}),
    (read_mail, "a@b", BadMail, {"fault": "dot"}),
    (read_mail, "a@.cn", BadMail, {"fault": "dot"}),
    (read_mail, "a b@c.cn", BadMail, {"fault": "blank"}),
    (read_mail, "a" * 250 + "@b.cn", BadMail, {"fault": "length"}),
    (read_batch, "", BadBatch, {"fault": "length"}),
    (read_batch, "A" * 41, BadBatch, {"fault": "length", "length": 41}),
    (read_batch, "A1 B2", BadBatch, {"fault": "character", "character": " ", "position": 3}),
    (read_batch, "A*1", BadBatch, {"fault": "character", "character": "*", "position": 2}),
    (read_vin, "LSVAG2180E210000", BadVin, {"fault": "length", "length": 16}),
    (read_vin, "LSVAG2180E210000O", BadVin, {"fault": "character", "character": "O", "position": 17}),
    (read_plate, "粤CI2345", BadPlate, {"value": "粤CI2345"}),
    (read_plate, "粤O12345", BadPlate, {}),
    (read_plate, "粤C1234", BadPlate, {}),
    (read_plate, "C12345", BadPlate, {}),
]


@pytest.mark.parametrize(("read", "text", "refusal", "facts"), REFUSALS)
def test_refusals(
    read: Callable[..., object], text: str, refusal: type[BadField], facts: dict[str, object]
) -> None:
    """Each wrong value is refused by its own name, and the facts say what is wrong with it."""
    with pytest.raises(refusal) as caught:
        read(text, field="here")
    assert caught.value.facts.items() >= ({"field": "here"} | facts).items()


def test_an_id_number_is_in_no_error() -> None:
    """The refusal of an ID-card number does not hold the number."""
    with pytest.raises(BadIdNumber) as caught:
        read_id_number("110105194912310021")
    assert "1101051949" not in str(caught.value)


@pytest.mark.parametrize(
    ("read", "text", "kept"),
    [
        (read_id_number, "11010519491231002x", "11010519491231002X"),
        (read_postcode, " ５１９０６０ ", "519060"),
        (read_mail, "张三@example.com.cn", "张三@example.com.cn"),
        (read_batch, " a-B_1/2.#甲 ", "a-B_1/2.#甲"),
        (read_vin, "lsvag2180e2100001", "LSVAG2180E2100001"),
        (read_plate, "粤C·12345", "粤C12345"),
        (read_plate, "粤ad12345", "粤AD12345"),
        (read_plate, "粤Z1234港", "粤Z1234港"),
    ],
)
def test_what_is_taken(read: Callable[..., object], text: str, kept: str) -> None:
    """A right value is stored in one way of writing; a batch number as it was written."""
    assert read(text) == kept


def test_batch_key_ignores_case_and_width() -> None:
    """Batches are compared in upper case and narrow characters."""
    assert batch_key("ａ-b1") == batch_key(" A-B1") == "A-B1"


@pytest.mark.parametrize(
    ("batch", "day"),
    [
        ("20200608", date(2020, 6, 8)),
        ("B20200608001", date(2020, 6, 8)),
        ("A-200608-2", date(2020, 6, 8)),
        ("2006081", date(2020, 6, 8)),
        ("20201301", None),
        ("A1234", None),
        ("999999", None),
        ("18991231", None),
    ],
)
def test_date_inside_a_batch(batch: str, day: date | None) -> None:
    """An 8- or 6-digit date inside is found, also before a serial; other digits are none."""
    assert batch_date(batch) == day


def test_batch_with_another_date_warns() -> None:
    """Only a batch that names another day than the production date warns."""
    assert check_batch("B20200608", date(2020, 6, 8)) == ()
    assert check_batch("B20200608", None) == check_batch("B7", date(2020, 6, 8)) == ()
    (caution,) = check_batch("B20200608", date(2020, 6, 9))
    assert caution.code == "batch_other_date"
    assert caution.facts == {"batch": "B20200608", "batch_date": "2020-06-08", "produced_on": "2020-06-09"}
    assert all(check_batch("20110608", day) == () for day in batch_dates("20110608"))


def test_invoice_numbers() -> None:
    """8 or 20 digits are silent, anything else warns and is taken."""
    assert check_invoice("12345678") == check_invoice("1" * 20) == ()
    (caution,) = check_invoice("1234567", field="product_line.invoice_no")
    assert (caution.code, caution.field) == ("invoice_digits", "product_line.invoice_no")
    assert caution.facts == {"value": "1234567", "length": 7}


def test_cautions_can_be_gathered_in_a_set() -> None:
    """Cautions are values: equal ones are one."""
    assert len({*check_invoice("1"), *check_invoice("1")}) == 1
