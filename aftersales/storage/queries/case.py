"""One whole case, a customer, the office, a kept file: domain values as ``show`` and the papers want them."""

from __future__ import annotations

from aftersales.storage.books.files import read_file
from aftersales.storage.books.office import read_office
from aftersales.storage.books.reading import read_case, read_customer
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import NoSuchCase

__all__ = ["id_of", "read_case", "read_customer", "read_file", "read_office"]


def id_of(wire: Wire, case_no: str) -> int:
    """The id of the case with this number, after which a page of the list may begin. Raises NoSuchCase."""
    found: int | None = wire.value('SELECT "id" FROM "complaint" WHERE "case_no" = ?', case_no)
    if found is None:
        raise NoSuchCase(case_no=case_no)
    return found
