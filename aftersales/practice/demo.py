"""The play of ``demo``: a complaint from a call to its close, each line taken or refused as its file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aftersales.domain.errors import BadInput, CodedError, DomainError
from aftersales.domain.workflow import Step
from aftersales.settings import read_resource
from aftersales.storage.queries.case import read_office
from aftersales.usecases.office import set_company
from aftersales.usecases.printing import OFFICE_PAPERS, SLIPS, printed, printed_of_office
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from aftersales.app import App
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.practice.company import Desks

STATION = "demo"
"""The station that history names, whatever computer plays."""
LENGTH = timedelta(hours=40)
"""Office time that the play takes, generously."""
_LATER = re.compile(r"\{\+(\d+)\}")
_PAPERS = (
    ("registration", ""),
    ("tracking", ""),
    ("approval", ""),
    ("answer", ""),
    ("agreement", "X1"),
    ("follow_up", ""),
)
"""The papers of the long case, and which of several."""
_PHOTO = "（照片）纸箱底部油迹，三只瓶口铝膜翘起。".encode()


class NotAsTold(DomainError):
    """The play went otherwise than its file says. Facts: ``step``, ``wanted``, ``got`` ("" for done)."""


@dataclass(frozen=True)
class Line:
    """One line of the play as it was: who did what when; ``case`` as it then stood, or ``refusal``."""

    at: datetime
    login: str
    step: str
    case: Case | None = None
    refusal: CodedError | None = None
    note: str = ""


class Play:
    """The play in one empty practice company; ``lines()`` acts it, ``papers()`` prints what came of it."""

    def __init__(self, desks: Desks, at: datetime) -> None:
        self.desks = desks
        self.office: Office = desks.first.ask(read_office)
        self.now = at
        self.cases: dict[str, Case] = {}
        self._told = read_resource("practice/demo.toml")

    def lines(self) -> Iterator[Line]:
        """Act line by line. Raises NotAsTold."""
        for told in self._told["line"]:
            wait = timedelta(minutes=told.get("wait", 1))
            self.now = self.office.hours.moment_after(self.now, wait)
            yield self._line(told)

    def _line(self, told: Mapping[str, Any]) -> Line:
        wanted, got = told.get("refused", ""), None
        try:
            self._act(told)
        except DomainError as refusal:
            got = refusal
        if (got.code if got else "") != wanted:
            raise NotAsTold(step=told["step"], wanted=wanted, got=_codes(got)) from got
        case = None if got else self.cases.get(told.get("case", "long"))
        return Line(self.now, told["login"], told["step"], case, got, told.get("note", ""))

    def _act(self, told: Mapping[str, Any]) -> None:
        app, step = self.desks.of(told["login"]).at(self.now), told["step"]
        data = self._dated(self._told[told["data_of"]] if "data_of" in told else told.get("data", {}))
        if step == "set_company":
            app.do(set_company, data)
            return
        self.cases[told.get("case", "long")] = self._taken(app, step, data, told)

    def _taken(self, app: App, step: str, data: Mapping[str, Any], told: Mapping[str, Any]) -> Case:
        if step == Step.REGISTER:
            return app.do(register, data)
        if step == "quick":
            return app.do(quick, data)
        number = self.cases["long"].complaint.case_no
        content = _PHOTO if step == Step.ATTACH else None
        return app.do(take, step, number, data, version=told.get("version"), content=content)

    def _dated(self, value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
        """The value with every ``{+7}`` as the office's day so many days later."""
        if isinstance(value, dict):
            return {name: self._dated(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self._dated(item) for item in value]
        return _LATER.sub(self._day, value) if isinstance(value, str) else value

    def _day(self, found: re.Match[str]) -> str:
        return (self.office.day(self.now) + timedelta(days=int(found[1]))).isoformat()

    def papers(self) -> Iterator[tuple[str, bytes]]:
        """The papers of the long case, and the registration of the quick one: name and bytes."""
        long, fast = (self.cases[name].complaint.case_no for name in ("long", "fast"))
        app = self.desks.of("service1").at(self.now)
        for paper, number in _PAPERS:
            yield f"{long}-{paper.replace('_', '-')}.pdf", app.do(printed, paper, long, number)
        for number in ("C1", "C2"):
            yield f"{long}-notice-{number}.pdf", app.do(printed, "notice", long, number)
        for paper in SLIPS:
            yield f"{long}-notice-C1-{paper.replace('_', '-')}.pdf", app.do(printed, paper, long, "C1")
        yield f"{fast}-registration.pdf", app.do(printed, "registration", fast)
        for paper in OFFICE_PAPERS:
            yield f"{paper.replace('_', '-')}.pdf", app.do(printed_of_office, paper)


def _codes(error: CodedError | None) -> str:
    if isinstance(error, BadInput):
        return " ".join(str(problem) for problem in error.problems)
    return str(error) if error else ""
