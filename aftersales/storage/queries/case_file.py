"""All that a case's file is bound from, read at one moment; attachments are read one by one when needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.case import Case
from aftersales.domain.office import Office
from aftersales.domain.records.trail import History
from aftersales.storage.books.reading import read_case, read_office
from aftersales.storage.books.saving import history_end
from aftersales.storage.queries.histories import history_of
from aftersales.storage.wire import Wire


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
    return CaseFile(read_office(wire), case, history, history_end(wire)[1], wire.now())
