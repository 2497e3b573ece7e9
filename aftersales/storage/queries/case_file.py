"""All that a case's file is bound from, read at one moment; attachments are read one by one when needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from aftersales.domain.case import Case
from aftersales.domain.office import Office
from aftersales.domain.records.trail import History
from aftersales.storage.books.files import read_file
from aftersales.storage.books.office import read_office
from aftersales.storage.books.reading import read_case
from aftersales.storage.books.saving import history_end
from aftersales.storage.queries.histories import history_of
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import NoSuchFile


@dataclass(frozen=True)
class CaseFile:
    """A case with its whole history; ``head`` is the hash of the office's last history row, ``now`` UTC."""

    office: Office
    case: Case
    history: tuple[History, ...]
    head: str
    now: datetime


def case_file(wire: Wire, case_no: str) -> CaseFile:
    """The case as it stands. Raises NoSuchCase."""
    case, history = read_case(wire, case_no), history_of(wire, case_no)
    return CaseFile(_letterhead(wire), case, history, history_end(wire)[1], wire.now())


def _letterhead(wire: Wire) -> Office:
    """The office with its logo; a picture that is not kept is left out."""
    office = read_office(wire)
    if not office.company.logo_sha256:
        return office
    try:
        return replace(office, logo=read_file(wire, office.company.logo_sha256))
    except NoSuchFile:
        return office
