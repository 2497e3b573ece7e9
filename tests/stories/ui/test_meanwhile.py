"""What comes from the office while a verb is on its way: no button offers what would not be done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt

from aftersales.domain.workflow import Step
from tests.presenters.full_desk import draft_case
from tests.stories.ui.agreement_room import fill
from tests.ui.window.desk import Desk
from ui.views.agreements.page import AgreementsView
from ui.views.agreements.sheet import AgreementSheet
from ui.views.approvals import ApprovalsView
from ui.views.follow_ups.page import FollowUpsView
from ui.widgets.buttons import Button


class Offers(QObject):
    """Notes each button that can be pressed again while the verb of another is on its way."""

    def __init__(self, presenter: object, buttons: Iterable[Button]) -> None:
        super().__init__()
        self._presenter = presenter
        self.vain: list[str] = []
        for button in buttons:
            button.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a verb is on its way."""
        return bool(vars(self._presenter)["_busy"])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name of Qt
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, Button) and watched.isEnabled():
            self.vain += [watched.text()] * self.busy
        return False


def sheet_of(desk: Desk) -> AgreementSheet:
    """The draft with all that it misses typed in."""
    desk.frame.go("agreements", draft_case())
    view = desk.frame.pages["agreements"]
    assert isinstance(view, AgreementsView)
    desk.wait(lambda: view.sheet.pages.area.pages and view.sheet.pages.area.whole())
    fill(desk, view.sheet)
    return view.sheet


def test_of_an_agreement(desk: Desk) -> None:
    """Asked anew as the issue is on its way: the next verb waits for it, and then takes its key at once."""
    desk.enter("service1")
    sheet = sheet_of(desk)
    issue, hand_over = (sheet.buttons[step] for step in (Step.ISSUE_AGREEMENT, Step.HAND_OVER_AGREEMENT))
    desk.wait(issue.isEnabled)
    offers = Offers(sheet.presenter, sheet.buttons.values())
    sheet.presenter.refresh()
    desk.key(Qt.Key.Key_I, sheet)
    assert offers.busy
    desk.wait(lambda: not offers.busy)
    assert not offers.vain
    desk.wait(lambda: hand_over.isEnabled() and hand_over.isVisible())
    desk.key(Qt.Key.Key_H, sheet)
    assert sheet.asks


def test_of_an_agreement_whose_form_is_open(desk: Desk) -> None:
    """Asked anew while a form asks, nothing else can be pressed, which would begin another form."""
    desk.enter("service1")
    sheet = sheet_of(desk)
    desk.wait(sheet.buttons[Step.ISSUE_AGREEMENT].isEnabled)
    desk.key(Qt.Key.Key_I, sheet)
    hand_over = sheet.buttons[Step.HAND_OVER_AGREEMENT]
    desk.wait(lambda: hand_over.isEnabled() and hand_over.isVisible())
    desk.key(Qt.Key.Key_H, sheet)
    assert sheet.asks
    before = sheet.presenter.look
    sheet.presenter.refresh()
    desk.wait(lambda: sheet.presenter.look is not before)
    assert [button.text() for button in sheet.buttons.values() if button.isEnabled()] == []
    desk.key(Qt.Key.Key_Escape, sheet.form)
    desk.wait(lambda: not sheet.asks)
    assert hand_over.isEnabled()


def test_of_an_approval(desk: Desk) -> None:
    """The queue comes anew as a decision is on its way: the case stays in sight until it is through."""
    desk.enter("lead1")
    desk.frame.go("approvals")
    page = desk.frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    desk.wait(lambda: page.page is not None and page.buttons[Step.APPROVE].isEnabled())
    look = page.presenter.look
    assert look is not None
    offers = Offers(page.presenter, page.buttons.values())
    page.presenter.choose(look.case.complaint.case_no)
    page.presenter.decide(Step.APPROVE, "同意")
    assert offers.busy
    desk.wait(lambda: not offers.busy)
    assert not offers.vain
    desk.wait(lambda: page.presenter.look is not look and page.buttons[Step.APPROVE].hasFocus())


def test_of_a_call(desk: Desk) -> None:
    """Another call is asked for as one is on its way: it comes when that one is noted."""
    desk.enter("service2")
    desk.frame.go("follow_ups")
    page = desk.frame.pages["follow_ups"]
    assert isinstance(page, FollowUpsView)
    desk.wait(lambda: page.presenter.look is not None and page.answers.isVisible())
    look = page.presenter.look
    offers = Offers(page.presenter, (*page.buttons.values(), page.close_case))
    page.presenter.choose(page.queue.rows[1].case_no)
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_A)
    assert offers.busy
    desk.wait(lambda: not offers.busy)
    assert not offers.vain
    desk.wait(lambda: page.presenter.look is not look)
