"""Another slip is chosen or found while something is on its way: no verb and no answer hits the wrong one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from aftersales.app import App
from aftersales.domain.codes import NoticeKind, NoticeState
from aftersales.domain.steps.ticking import NoticeMoved
from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take
from tests.presenters.held import Held
from tests.presenters.notices.conftest import Enter
from tests.presenters.notices.showing import Shown, at_desk, kept
from ui.presenters.notices.desk import NoticesPresenter
from ui.presenters.notices.slips import Slip
from ui.presenters.runner import Lane


@dataclass
class Warehouse:
    """A keeper's page with two slips to accept, the first selected; the office may be slow."""

    app: App
    office: Held
    shown: Shown
    presenter: NoticesPresenter
    first: Slip
    second: Slip

    @property
    def states(self) -> tuple[str | None, str | None]:
        """How far the two are."""
        return kept(self.app, self.first).state, kept(self.app, self.second).state

    def selected(self) -> str:
        """The number of the slip in sight."""
        assert self.shown.look is not None
        return self.shown.look.slip.number


@pytest.fixture
def warehouse(enter: Enter) -> Warehouse:
    """With the first of them in sight."""
    app, office = enter("store1"), Held()
    shown, presenter = at_desk(app, office)
    wanted = (NoticeKind.SHIP, NoticeState.ISSUED)
    issued = [slip for slip in shown.slips() if (slip.notice.kind, slip.notice.state) == wanted]
    first, second = [slip for slip in issued if not slip.line.waits_for][:2]
    presenter.choose(first.number)
    office.held = {Lane.DATABASE}
    return Warehouse(app, office, shown, presenter, first, second)


def test_a_verb_waits_for_the_slip_that_was_chosen(warehouse: Warehouse) -> None:
    """Down and the verb's key at once: neither the slip before nor one that was not looked at is accepted."""
    warehouse.presenter.choose(warehouse.second.number)
    warehouse.presenter.begin(Step.ACCEPT_NOTICE)
    warehouse.office.let_go()
    assert warehouse.states == (NoticeState.ISSUED, NoticeState.ISSUED)
    assert warehouse.selected() == warehouse.second.number
    warehouse.presenter.begin(Step.ACCEPT_NOTICE)
    assert warehouse.states == (NoticeState.ISSUED, NoticeState.ACCEPTED)


def test_a_slip_that_is_found_as_a_verb_goes_out_stays(warehouse: Warehouse) -> None:
    """Scanned, and the one in sight accepted before it came: the answer of that one leads nowhere else."""
    warehouse.presenter.find(warehouse.second.number)
    warehouse.presenter.begin(Step.ACCEPT_NOTICE)
    warehouse.office.let_go()
    assert warehouse.states == (NoticeState.ACCEPTED, NoticeState.ISSUED)
    assert warehouse.shown.done == [(Step.ACCEPT_NOTICE, warehouse.first.number, False)]
    seen = warehouse.shown.looks
    assert set(seen[seen.index(warehouse.second.number) :]) == {warehouse.second.number}


def test_a_refusal_is_told_of_its_own_slip(warehouse: Warehouse, enter: Enter) -> None:
    """Somebody else has accepted it meanwhile, and another one is in sight as that is answered."""
    warehouse.presenter.find(warehouse.second.number)
    warehouse.presenter.begin(Step.ACCEPT_NOTICE)
    first = warehouse.first
    enter("service1").do(
        take, Step.CANCEL_NOTICE, first.line.case_no, {"notice": first.number, "cancelled_reason": "不发了"}
    )
    warehouse.office.let_go()
    assert warehouse.shown.refused_of == [first.number]
    assert isinstance(warehouse.shown.refused[-1], NoticeMoved)
    assert warehouse.selected() == warehouse.second.number
