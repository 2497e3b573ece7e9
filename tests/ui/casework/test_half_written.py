"""A step that was half written when the program ended: what was typed comes back, what others wrote stays."""

from __future__ import annotations

from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.taking import take
from tests.ui.casework.conftest import Enter
from tests.ui.casework.rooms import Remembering
from ui.views.case import CaseView

ADDRESS, CONTACT = "customer.address", "customer.contact_name"


def kept(view: CaseView) -> set[str]:
    """The steps of which something half written lies on this computer."""
    return {draft.form for draft in view.keeper.drafts.all()}


def words(view: CaseView, path: str) -> str:
    """What stands in this field of the form."""
    return view.form.fields[path].editor.words()


def half_amended(view: CaseView, number: str) -> None:
    """修改 with another address was on the screen when the program ended."""
    view.presenter.begin(Step.AMEND, {})
    view.form.fields[ADDRESS].editor.show_words("城南路 8 号")
    view.keeper.keep()
    view.open(number)


def test_a_half_written_step_comes_back(page: tuple[CaseView, Remembering, str]) -> None:
    """What stood in a step's form when the program ended is there at the next try; put away, it is gone."""
    view, frame, _ = page
    view.presenter.begin(Step.CONTACT, {})
    content = next(field for path, field in view.form.fields.items() if path.endswith("content"))
    content.editor.show_words("说到一半")
    view.keeper.keep()
    assert Step.CONTACT in kept(view)
    view.presenter.begin(Step.CONTACT, {})
    content = next(field for path, field in view.form.fields.items() if path.endswith("content"))
    assert content.editor.words() == "说到一半"
    assert "已恢复" in frame.said[-1]
    view.keeper.end()
    assert Step.CONTACT not in kept(view)


def test_what_others_wrote_since_stays(page: tuple[CaseView, Remembering, str], enter: Enter) -> None:
    """One word was typed; the other fields and rows are as colleagues left them, before and after sending."""
    view, frame, number = page
    half_amended(view, number)
    before = enter("admin").ask(read_case, number).customer
    numbers = [phone.number for phone in before.phones] + ["13700001111"]
    rows = [{"number": each} for each in numbers]
    enter("service1").do(take, Step.AMEND, number, {"contact_name": "周敏", "phones": rows})
    view.refresh()
    view.presenter.begin(Step.AMEND, {})
    assert words(view, ADDRESS) == "城南路 8 号"
    assert words(view, CONTACT) == "周敏"
    assert "核对" not in frame.said[-1]
    view.form.send()
    now = enter("admin").ask(read_case, number).customer
    assert (now.address, now.contact_name) == ("城南路 8 号", "周敏")
    assert [phone.number for phone in now.phones] == numbers


def test_what_both_wrote_is_told(page: tuple[CaseView, Remembering, str], enter: Enter) -> None:
    """The typed word stands there, and that somebody else changed the field is said by its name."""
    view, frame, number = page
    half_amended(view, number)
    enter("service1").do(take, Step.AMEND, number, {"address": "城北路 1 号"})
    view.refresh()
    view.presenter.begin(Step.AMEND, {})
    assert words(view, ADDRESS) == "城南路 8 号"
    assert "核对：地址" in frame.said[-1]
