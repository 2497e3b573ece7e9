"""Which slip is opened once one is done."""

from __future__ import annotations

from aftersales.domain.codes import NoticeKind, NoticeState
from aftersales.domain.workflow import Step
from tests.presenters.notices.conftest import Enter
from tests.presenters.notices.showing import at_desk
from tests.presenters.notices.test_acting import SHIPPED
from ui.presenters.notices.asking import QTY


def test_after_one_is_done_the_next_that_waits_is_opened(enter: Enter) -> None:
    """Done slips stand beneath in the column: there is nothing left to do with them here."""
    shown, presenter = at_desk(enter("store1"))
    waits = [slip for slip in shown.slips() if slip.notice.state == NoticeState.ISSUED]
    ship = [slip for slip in waits if slip.notice.kind == NoticeKind.SHIP and slip.asked is not None]
    for slip in ship[:3]:
        presenter.choose(slip.number)
        presenter.begin(Step.ACCEPT_NOTICE)
    for slip in ship[2], ship[1]:
        presenter.choose(slip.number)
        presenter.begin(Step.DONE_NOTICE)
        presenter.submit({**SHIPPED, QTY: str(slip.asked)}, ())
    assert shown.refused == []
    states = {slip.number: slip.notice.state for slip in shown.slips()}
    assert [states[slip.number] for slip in ship[:3]] == [NoticeState.ACCEPTED, *[NoticeState.DONE] * 2]
    assert shown.look is not None
    assert shown.look.slip.notice.state == NoticeState.ACCEPTED
