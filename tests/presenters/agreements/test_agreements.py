"""Agreements without a window: listed by place, drafted as one types, issued, printed, scanned, voided."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.codes import AgreementState, Whereabouts
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.printing import looked_at
from aftersales.usecases.taking import take
from tests.presenters.agreements.conftest import Enter
from tests.presenters.agreements.showing import FILLED, WANTING, Shown, at_sheet, issued
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import draft_case
from ui.presenters.agreements import acting
from ui.presenters.agreements.draft import moved, turned
from ui.presenters.agreements.listing import AgreementLine, AgreementsPresenter, number_of
from ui.presenters.session import signed


class Listed:
    """A list that remembers."""

    def __init__(self) -> None:
        self.place = ""
        self.counts: Mapping[str, int] = {}
        self.lines: tuple[AgreementLine, ...] = ()

    def show_place(self, place: str) -> None:
        self.place = place

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    def show_lines(self, lines: tuple[AgreementLine, ...], *, more: bool) -> None:  # noqa: ARG002
        self.lines = lines

    def append_lines(self, lines: tuple[AgreementLine, ...], *, more: bool) -> None:  # noqa: ARG002
        self.lines += lines

    def show_asking_failed(self) -> None:
        """Nothing came."""


def refuse(error: CodedError) -> None:
    """Nothing is refused here."""
    raise error


def test_the_list_shows_the_papers_of_one_place_as_many_as_counted(enter: Enter) -> None:
    """It begins where something is to be done; each tab holds what its count says, all together the sum."""
    app, seen = enter("service1"), Listed()
    presenter = AgreementsPresenter(seen, AtOnce(), signed(app, "test", app.login), refuse)
    presenter.refresh()
    assert seen.place == Whereabouts.DRAFT
    for place in (*Whereabouts, ""):
        presenter.choose(str(place))
        assert len(seen.lines) == seen.counts[place], place
        assert {line.whereabouts for line in seen.lines} <= ({place} if place else set(Whereabouts))
    assert seen.counts[""] == sum(seen.counts[place] for place in Whereabouts) > 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" ts-20261112-002-x1 ", ("TS-20261112-002", "X1")),
        ("kf-20261112-1002-X12", ("KF-20261112-1002", "X12")),
        ("dr-7-0012-x1", ("DR-7-0012", "X1")),
        ("TS-20261112-002", None),
        ("ATF 10W-X1", None),
        ("TS-20261112-002-C1", None),
    ],
)
def test_a_scanned_number_says_case_and_agreement(text: str, found: tuple[str, str] | None) -> None:
    """Only the number of an agreement is one, whatever its office is called by, also of an imported case."""
    assert number_of(text) == found


def test_what_is_missing_is_asked_first_and_the_draft_cannot_be_issued(enter: Enter, tmp_path: Path) -> None:
    """Each by name; what is typed shows on the paper at once, and the refusal writes nothing."""
    app = enter("service1")
    shown, presenter = at_sheet(app, tmp_path)
    assert shown.missing() == WANTING == set(shown.drafts[-1].wanting)
    presenter.begin(Step.ISSUE_AGREEMENT)
    assert [error.code for error in shown.refused] == ["bad_input"]
    assert app.ask(read_case, draft_case()).agreements[-1].state == AgreementState.DRAFT
    before = shown.previews[-1].content
    presenter.type({**FILLED, "agreement.waiver_scope": ""})
    presenter.look_again()
    assert shown.missing() == {"agreement.waiver_scope"}
    assert shown.previews[-1].content != before


def test_a_clause_is_left_out_moved_and_comes_back(enter: Enter, tmp_path: Path) -> None:
    """The paper changes with it; the draft in the office is as it was until it is saved."""
    app = enter("service1")
    shown, presenter = at_sheet(app, tmp_path)
    presenter.turn("agreed_facts")
    off = {one.clause.key for one in shown.previews[-1].choices if not one.on}
    assert "agreed_facts" in off
    presenter.move("problem", 1)
    keys = [one.clause.key for one in shown.previews[-1].choices]
    assert keys.index("investigation") < keys.index("problem")
    assert app.ask(read_case, draft_case()).agreements[-1].clauses == ()
    presenter.save()
    assert shown.done == [Step.AMEND]
    struck = [row.key for row in app.ask(read_case, draft_case()).agreements[-1].clauses if row.struck]
    assert "agreed_facts" in struck
    presenter.turn("agreed_facts")
    assert "agreed_facts" in {one.clause.key for one in shown.previews[-1].choices if one.on}


def test_clauses_turn_and_move_within_their_list() -> None:
    """One turns alone; one moves by its places and stays at the ends."""
    three = (("a", True), ("b", False), ("c", True))
    assert turned(three, "b") == (("a", True), ("b", True), ("c", True))
    assert moved(three, "a", 1) == (("b", False), ("a", True), ("c", True))
    assert moved(three, "a", -1) == moved(three, "x", 1) == three


def test_what_was_typed_is_there_again_until_it_is_saved(enter: Enter, tmp_path: Path) -> None:
    """Another start finds it in the fields; once saved it is the draft's own and kept no more."""
    app = enter("service1")
    _, presenter = at_sheet(app, tmp_path)
    presenter.type({"agreement.consignee": "吴海峰", "agreement.party_b.1.phone": "13900001111"})
    presenter._prefs.write()
    shown, again = at_sheet(app, tmp_path)
    assert shown.drafts[-1].typed.texts["agreement.consignee"] == "吴海峰"
    again.save()
    row = app.ask(read_case, draft_case()).agreements[-1]
    assert (row.consignee, row.party_b[0].phone, row.party_b[0].name) == (
        "吴海峰",
        "13900001111",
        "福清顺发物流有限公司",
    )
    assert again.typed.nothing


def test_what_two_choose_of_the_clauses_both_stands(enter: Enter, tmp_path: Path) -> None:
    """One leaves a clause out and moves another, his colleague saves that a third is out: all of it stays."""
    _, presenter = at_sheet(enter("service1"), tmp_path)
    presenter.turn("agreed_facts")
    presenter.save()
    presenter.turn("problem")
    presenter.move("investigation", -1)
    _, elsewhere = at_sheet(enter("service1"), tmp_path / "other")
    elsewhere.turn("agreed_facts")
    elsewhere.turn("investigation")
    elsewhere.save()
    presenter.refresh()
    presenter.save()
    rows = enter("service1").ask(read_case, draft_case()).agreements[-1].clauses
    struck = {row.key for row in rows if row.struck}
    assert {"problem", "investigation"} <= struck
    assert "agreed_facts" not in struck
    keys = [row.key for row in rows]
    assert keys.index("investigation") < keys.index("problem")


def test_a_field_that_both_changed_is_told(enter: Enter, tmp_path: Path) -> None:
    """What the colleague saved is said; a field that only he changed is his, and one's own saving is none."""
    shown, presenter = at_sheet(enter("service1"), tmp_path)
    presenter.type({"agreement.sign_place": "福州", "agreement.consignee": "吴海峰"})
    _, elsewhere = at_sheet(enter("service1"), tmp_path / "other")
    elsewhere.type({"agreement.sign_place": "福清", "agreement.consignee_phone": "13859100166"})
    elsewhere.save()
    presenter.refresh()
    assert shown.drafts[-1].moved == {"agreement.sign_place": "福清"}
    presenter.save()
    assert shown.drafts[-1].moved == {}
    row = enter("service1").ask(read_case, draft_case()).agreements[-1]
    assert (row.sign_place, row.consignee, row.consignee_phone) == ("福州", "吴海峰", "13859100166")


def test_the_whole_way_to_the_shelf(enter: Enter, tmp_path: Path) -> None:
    """Issue, print, hand over, sign, scan, file: each where the paper is then, with who and when."""
    app = enter("service1")
    shown, presenter = issued(app, tmp_path)
    assert shown.look is not None
    assert (place(shown), shown.look.likely) == (Whereabouts.ISSUED, "print")
    kept = app.look(looked_at, "agreement", draft_case(), "X1").content
    assert shown.papers == [kept]
    presenter.printed()
    assert place(shown) == Whereabouts.PRINTED
    presenter.printed()
    assert shown.done == [Step.ISSUE_AGREEMENT, "print"]
    taken(app, Step.HAND_OVER_AGREEMENT, {"handed_to": "吴海峰", "handed_place": "门市"})
    presenter.refresh()
    assert (place(shown), shown.look.likely) == (Whereabouts.HANDED_OVER, Step.SIGN)
    file = tmp_path / "签回.pdf"
    file.write_bytes(kept)
    day = f"{shown.look.page.now.astimezone(shown.look.page.office.zone):%Y-%m-%d}"
    signing = {"signed_a_on": day, "signed_b_on": day, "signer_a": "林佩珊", "signer_b": "吴海峰"}
    taken(app, Step.SIGN, signing)
    presenter.refresh()
    presenter.attach_file(file)
    assert place(shown) == Whereabouts.SCANNED
    taken(app, Step.FILE_ORIGINAL, {"original_place": "A-46"})
    presenter.refresh()
    row = app.ask(read_case, draft_case()).agreements[-1]
    assert (place(shown), row.printed_by, row.filed_by) == (Whereabouts.FILED, "service1", "service1")
    assert app.look(looked_at, "agreement", draft_case(), "X1").content == kept


def taken(app: App, step: str, data: Mapping[str, object]) -> None:
    """A step as its form takes it."""
    app.do(take, step, draft_case(), data)


def place(shown: Shown) -> str:
    """Where the paper is, as the page says."""
    assert shown.look is not None
    return str(shown.look.place)


def test_a_scan_before_signing_opens_the_signing_with_it(enter: Enter, tmp_path: Path) -> None:
    """The file is the case's, and the form of signing has it chosen."""
    app = enter("service1")
    shown, presenter = issued(app, tmp_path)
    presenter.attach("签回.png", lambda: b"\x89PNG")
    scan = app.ask(read_case, draft_case()).attachments[-1]
    assert (scan.kind, scan.belongs_to) == ("scan", f"{draft_case()}-X1")
    assert shown.forms == [(Step.SIGN, {"scan": str(scan.no)})]


def test_void_keeps_the_paper_and_makes_a_draft_that_differs_by_what_is_changed(
    enter: Enter, tmp_path: Path
) -> None:
    """Both are there, both can be opened by number, and the difference names the field and the passage."""
    app = enter("service1")
    shown, presenter = issued(app, tmp_path)
    kept = shown.papers[-1]
    presenter.void("地址写错")
    assert shown.look is not None
    assert (shown.look.place, shown.look.row.no) == (Whereabouts.DRAFT, 2)
    old = app.ask(read_case, draft_case()).agreements[0]
    assert (old.state, old.void_reason) == (AgreementState.VOID, "地址写错")
    presenter.type({"agreement.consignee_address": "福清市音西街道 9 号"})
    presenter.compare()
    told = shown.differences[-1]
    assert [one.field for one in told.fields] == ["consignee_address"]
    assert [one.key for one in told.clauses] == ["goods"]
    again, other = at_sheet(app, tmp_path, draft_case(), "X1")
    assert again.papers == [kept]
    assert again.look is not None
    assert again.look.verbs == {}
    other.compare()
    assert again.differences[-1].clauses == ()


def test_who_may_not_sees_why_and_an_unknown_number_is_told(enter: Enter, tmp_path: Path) -> None:
    """A leader looks at the draft; its verbs say why not, and what does not exist is no page."""
    shown, presenter = at_sheet(enter("lead1"), tmp_path)
    assert shown.look is not None
    assert shown.look.verbs[Step.ISSUE_AGREEMENT] is not None
    presenter.begin(Step.ISSUE_AGREEMENT)
    assert (shown.done, shown.refused) == ([], [])
    presenter.open(draft_case(), "X9")
    assert [error.code for error in shown.none] == ["no_such_row"]


def test_what_cannot_be_read_is_said_and_the_paper_stays(enter: Enter, tmp_path: Path) -> None:
    """A day that is none: beside its field, and the next good text draws again."""
    shown, presenter = at_sheet(enter("service1"), tmp_path)
    presenter.type({"agreement.perform_by": "下周"})
    presenter.look_again()
    assert len(shown.previews) == 1
    assert len(shown.unread) == 1
    presenter.type({})
    presenter.look_again()
    assert len(shown.previews) == 2


def test_a_draft_that_somebody_else_changed_is_not_issued(enter: Enter, tmp_path: Path) -> None:
    """It is told; what was typed stays and goes out with the next try."""
    app = enter("service1")
    shown, presenter = at_sheet(app, tmp_path)
    presenter.type(FILLED)
    other, elsewhere = at_sheet(enter("service1"), tmp_path / "other")
    elsewhere.type({"agreement.sign_place": "福清"})
    elsewhere.save()
    assert other.done == [Step.AMEND]
    presenter.begin(Step.ISSUE_AGREEMENT)
    assert [error.code for error in shown.refused] == ["someone_else_was_faster"]
    presenter.begin(Step.ISSUE_AGREEMENT)
    row = app.ask(read_case, draft_case()).agreements[-1]
    assert (row.state, row.sign_place, row.consignee) == (AgreementState.ISSUED, "福清", "吴海峰")


def seen(app: App) -> acting.Seen:
    """The agreement as it stands now."""
    case = app.ask(read_case, draft_case())
    return acting.Seen(draft_case(), case.complaint.version, case.agreements[-1])


def test_an_answer_that_was_lost_is_one_s_own(enter: Enter) -> None:
    """Who saved or issued from what he saw, and never heard of it, is answered; nothing is done twice."""
    app = enter("service1")
    filled = {name.partition(".")[2]: told for name, told in FILLED.items()}
    saving = seen(app)
    saved = [acting.save(app, saving, filled) for _ in range(2)]
    issuing = seen(app)
    made = [acting.act(app, Step.ISSUE_AGREEMENT, issuing, {}) for _ in range(2)]
    assert [case.complaint.version - saving.version for case in (*saved, *made)] == [1, 1, 2, 2]


def test_a_scan_whose_answer_was_lost_is_the_same_scan(enter: Enter, tmp_path: Path) -> None:
    """Its number is told again, also where another file came between, and nothing is filed twice."""
    app = enter("service1")
    shown, _ = issued(app, tmp_path)
    assert shown.look is not None
    day = f"{shown.look.page.now.astimezone(shown.look.page.office.zone):%Y-%m-%d}"
    taken(app, Step.SIGN, {"signed_a_on": day, "signed_b_on": day, "signer_a": "林", "signer_b": "吴"})
    row = seen(app).row
    number, _ = acting.attach_scan(app, draft_case(), row, "签回.png", b"\x89PNG")
    other = {"name": "b.png", "kind": "scan", "from_whom": "customer"}
    app.do(take, Step.ATTACH, draft_case(), other, content=b"\x89PNG2")
    before = seen(app).version
    again, case = acting.attach_scan(app, draft_case(), row, "签回.png", b"\x89PNG")
    assert (again, case.complaint.version) == (number, before)


def test_somebody_else_s_act_is_told_with_both_versions(enter: Enter) -> None:
    """The version that was seen, and the one that stands."""
    app, looked = enter("service1"), seen(enter("service1"))
    acting.save(app, looked, {"sign_place": "福清"})
    with pytest.raises(SomeoneElseWasFaster) as told:
        acting.save(app, looked, {"sign_place": "长乐"})
    assert (told.value.facts["version"], told.value.facts["found"]) == (looked.version, looked.version + 1)


def test_who_signs_with_the_customer_is_typed_beside_him(enter: Enter, tmp_path: Path) -> None:
    """An empty second party stands ready: typed it is saved behind the customer, emptied it is gone again."""
    app = enter("service1")
    shown, presenter = at_sheet(app, tmp_path)
    asked = {one.path: one for one in shown.drafts[-1].questions}
    assert (asked["agreement.party_b.1.name"].required, asked["agreement.party_b.2.name"].required) == (
        True,
        False,
    )
    presenter.type({"agreement.party_b.2.name": "吴海峰", "agreement.party_b.2.phone": "13859100166"})
    presenter.save()
    customer, other = app.ask(read_case, draft_case()).agreements[-1].party_b
    assert (customer.name, other.name, other.phone) == ("福清顺发物流有限公司", "吴海峰", "13859100166")
    assert "agreement.party_b.3.name" in {one.path for one in shown.drafts[-1].questions}
    presenter.type({"agreement.party_b.2.name": "", "agreement.party_b.2.phone": " "})
    presenter.save()
    assert app.ask(read_case, draft_case()).agreements[-1].party_b == (customer,)


def test_a_party_without_a_name_is_refused_at_its_field(enter: Enter, tmp_path: Path) -> None:
    """A telephone of somebody who is not named is no party: the refusal names the field."""
    shown, presenter = at_sheet(enter("service1"), tmp_path)
    presenter.type({"agreement.party_b.2.phone": "13859100166"})
    presenter.look_again()
    wanting = {str(one.facts.get("field")) for told in shown.previews for one in told.problems}
    unread = {
        str(one.facts.get("field")) for error in shown.unread for one in getattr(error, "problems", (error,))
    }
    assert "agreement.party_b.2.name" in wanting | unread
