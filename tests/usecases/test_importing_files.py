"""The customer and the product file brought up to a sheet; the same sheet again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aftersales.domain.policy import NotForYou
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Batch, Product
from aftersales.exchange.cases import SheetImport, read_customers, read_products
from aftersales.storage.queries.caller import known_batches
from aftersales.storage.rows import fetch
from aftersales.storage.verify import verify
from aftersales.usecases.importing_files import FileImported, import_customers, import_products
from tests.usecases.offices import SmallOffice, in_file, small_office

CUSTOMERS = """客户名称,统一社会信用代码,联系电话,地址,邮箱,备注
福州润达汽配,91350100M000100Y43,0591-87654321,福州市仓山区 1 号,rd@example.com,月结
张伟,,13812345678,,,
张伟,,13900000000,,,
坏邮箱,,13811112222,,见微信,
坏代码,91350100M000100Y44,,,,
"""
PRODUCTS = """产品编码,产品名称,规格,单位,单价
P-1,全合成机油,5W-30 4L,桶,298.00
P-2,齿轮油,GL-5 18L,桶,560
P-3,,x,桶,1
"""


@pytest.fixture
def office(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallOffice]:
    """A small office on either engine."""
    with small_office(engine, tmp_path, request) as made:
        yield made


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[SmallOffice]:
    """A small office in a file."""
    made = in_file(tmp_path)
    yield made
    made.close()


def _written(folder: Path, text: str) -> Path:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return path


def _customers(folder: Path, text: str = CUSTOMERS) -> SheetImport:
    return read_customers(_written(folder, text))


def _counts(found: FileImported) -> tuple[int, int, int]:
    return found.made, found.changed, found.known


def _on_file(office: SmallOffice) -> list[Customer]:
    return office.app("admin").ask(lambda wire: fetch(wire, Customer, 'ORDER BY "cust_no"'))


def test_the_customer_file(office: SmallOffice, tmp_path: Path) -> None:
    """Three customers are made and two rows refused by number; again, nothing is made or changed."""
    coming = _customers(tmp_path)
    found = office.app("admin").do(import_customers, coming)
    assert _counts(found) == (3, 0, 0)
    assert [(one.row_no, one.reason.code) for one in found.refused] == [
        (5, "bad_mail"),
        (6, "bad_company_code"),
    ]
    first, *_ = on_file = _on_file(office)
    assert [customer.cust_no for customer in on_file] == ["KH000001", "KH000002", "KH000003"]
    assert (first.uscc, first.care_notes, first.phones[0].kind) == (
        "91350100M000100Y43",
        "月结",
        "landline",
    )
    assert _counts(office.app("boss").do(import_customers, coming)) == (0, 0, 3)
    assert _on_file(office) == on_file
    assert verify(office.app("admin").store) == ()


def test_what_is_new_in_the_sheet_goes_onto_the_record(filed: SmallOffice, tmp_path: Path) -> None:
    """A new address and a second number are written, the first number and the notes stay, the name too."""
    filed.app("admin").do(import_customers, _customers(tmp_path))
    text = "名称,税号,电话,地址,备注\n福州润达汽配公司,91350100M000100Y43,13700000000,新址,换了老板\n"
    assert _counts(filed.app("admin").do(import_customers, _customers(tmp_path, text))) == (0, 1, 0)
    first = _on_file(filed)[0]
    assert (first.cust_no, first.cust_name, first.address) == ("KH000001", "福州润达汽配公司", "新址")
    assert [phone.number for phone in first.phones] == ["0591-87654321", "13700000000"]
    assert (first.care_notes, first.email) == ("月结\n换了老板", "rd@example.com")


def test_a_renamed_customer_is_known_by_his_code_in_any_writing(filed: SmallOffice, tmp_path: Path) -> None:
    """In lower case, in full width: no second customer has it."""
    filed.app("admin").do(import_customers, _customers(tmp_path))
    for name, code in (("甲", "91350100m000100y43"), ("丙", "９1350100M000100Y43")):
        text = f"名称,税号\n{name},{code}\n"
        assert _counts(filed.app("admin").do(import_customers, _customers(tmp_path, text))) == (0, 1, 0)
    assert [one.cust_name for one in _on_file(filed)] == ["丙", "张伟", "张伟"]


def test_people_of_one_name_are_told_apart_by_number(filed: SmallOffice, tmp_path: Path) -> None:
    """A number in another writing is the same person; a name with a strange number is somebody new."""
    filed.app("admin").do(import_customers, _customers(tmp_path))
    text = "姓名,手机\n张伟,138 1234 5678\n张伟,13777777777\n"
    assert _counts(filed.app("admin").do(import_customers, _customers(tmp_path, text))) == (1, 0, 1)


def test_of_one_name_with_and_without_a_number(filed: SmallOffice, tmp_path: Path) -> None:
    """The one without a number is known again as well: the same sheet once more changes nothing."""
    text = "名称,电话,地址\n途虎养车,13812345678,a\n途虎养车,13900000000,b\n途虎养车,,c\n"
    for counts in ((3, 0, 0), (0, 0, 3), (0, 0, 3)):
        assert _counts(filed.app("admin").do(import_customers, _customers(tmp_path, text))) == counts


def test_a_trial_writes_nothing(filed: SmallOffice, tmp_path: Path) -> None:
    """``dry_run`` counts as the import would, and leaves the file and the numbers alone."""
    coming = _customers(tmp_path)
    told = filed.app("admin").do(import_customers, coming, dry_run=True)
    assert (_counts(told), _on_file(filed)) == ((3, 0, 0), [])
    filed.app("admin").do(import_customers, coming)
    assert _on_file(filed)[0].cust_no == "KH000001"


def test_the_product_file(office: SmallOffice, tmp_path: Path) -> None:
    """Products are made, known by their code, and take a new price; a row without name is refused."""
    coming = read_products(_written(tmp_path, PRODUCTS))
    found = office.app("admin").do(import_products, coming)
    assert (_counts(found), [one.row_no for one in found.refused]) == ((2, 0, 0), [4])
    assert _counts(office.app("admin").do(import_products, coming)) == (0, 0, 2)
    dearer = read_products(_written(tmp_path, PRODUCTS.replace("298.00", "308.50")))
    assert _counts(office.app("boss").do(import_products, dearer)) == (0, 1, 1)
    first, _ = office.app("admin").ask(lambda wire: fetch(wire, Product, 'ORDER BY "code"'))
    assert (first.unit_value, first.specs, first.unit) == (30_850, ("5W-30 4L",), "barrel")
    assert verify(office.app("admin").store) == ()


BATCHES = """产品编码,产品名称,规格,单位,单价,批号,生产日期,有效期至,数量,备注
P-1,全合成机油,5W-30 4L,桶,298.00,QD260508A1,2026-05-08,2031-05-07,1200,青岛厂
P-1,全合成机油,5W-30 4L,桶,298.00,QD260509A1,2026/5/9,,800,
P-2,齿轮油,GL-5 18L,桶,560,,,,,
P-1,全合成机油,5W-30 4L,桶,298.00,QD260510A1,五月十日,,1,
P-1,全合成机油,5W-30 4L,桶,面议,QD260511A1,,,,
P-1,全合成机油,5W-30 4L,桶,298.00,甲 班*1,,,,
P-2,齿轮油,GL-5 18L,桶,560,,2026-05-01,,,
P-1,全合成机油,5W-30 4L,桶,298.00,QD260508A1,2026-05-08,,,
"""


def test_a_product_sheet_brings_batches(office: SmallOffice, tmp_path: Path) -> None:
    """A row a batch; the product is made once. A cell that is wrong refuses its row by line and column."""
    coming = read_products(_written(tmp_path, BATCHES))
    found = office.app("admin").do(import_products, coming)
    assert _counts(found) == (3, 0, 0)
    told = [(one.row_no, one.reason.code, one.reason.facts.get("column")) for one in found.refused]
    assert told == [
        (5, "unreadable_cell", "生产日期"),
        (6, "unreadable_cell", "单价"),
        (7, "bad_batch", None),
        (8, "no_required_value", None),
        (9, "duplicate_row", None),
    ]
    app = office.app("admin")
    first, second = app.ask(lambda wire: fetch(wire, Batch, 'ORDER BY "batch_no"'))
    assert (first.product, first.produced_on, first.expires_on) == ("P-1", date(2026, 5, 8), date(2031, 5, 7))
    assert (first.qty, first.note, second.qty, second.note) == (Decimal(1200), "青岛厂", Decimal(800), None)
    assert len(app.ask(lambda wire: fetch(wire, Product, ""))) == 2
    assert _counts(app.do(import_products, coming)) == (0, 0, 3)
    more = read_products(_written(tmp_path, BATCHES.replace("1200", "1100")))
    assert _counts(app.do(import_products, more)) == (0, 1, 2)
    assert verify(app.store) == ()


def test_a_batch_on_file_is_known_on_the_telephone(filed: SmallOffice, tmp_path: Path) -> None:
    """Its number fills in product, size and day of make, although nobody complained about it before."""
    app = filed.app("admin")
    app.do(import_products, read_products(_written(tmp_path, BATCHES)))
    (known,) = filed.app("clerk1").ask(known_batches, ["QD260508A1", "QD000000A1"])
    assert (known.product, known.spec, known.produced_on) == ("全合成机油", "5W-30 4L", "2026-05-08")
    assert (known.cases, known.newest) == (0, ())


def test_only_who_is_in_charge_changes_the_files(filed: SmallOffice, tmp_path: Path) -> None:
    """A clerk and a service person are refused before anything is looked at."""
    for who in ("clerk1", "service1"):
        with pytest.raises(NotForYou):
            filed.app(who).do(import_customers, _customers(tmp_path))
        with pytest.raises(NotForYou):
            filed.app(who).do(import_products, read_products(_written(tmp_path, PRODUCTS)))
