"""条款 of the settings: versions of a clause, and what the program brings anew."""

from __future__ import annotations

from aftersales.domain.forms import own
from aftersales.domain.records.office import Clause
from aftersales.usecases.clauses import take_delivered_clauses
from tests.presenters.call_desk import AtOnce
from tests.presenters.settings.seen import Seen
from ui.presenters.session import Signed
from ui.presenters.settings.clauses import ClausesPresenter, changed


def test_a_clause_has_versions(who: Signed) -> None:
    """A change is a new one, the older comes back as the newest, and the difference is told."""
    seen = Seen()
    page = ClausesPresenter(seen, AtOnce(), who)
    page.refresh()
    clause = seen.library[0]
    page.save({"key": clause.key, "text": f"{clause.text}另：{{case_no}}。"})
    page.look_at(clause.key)
    assert [one.version for one in seen.versions] == [2, 1]
    told = changed(seen.versions[1], seen.versions[0])
    assert [(str(part.kind), part.text) for part in told if part.kind != "equal"] == [
        ("added", "另：{case_no}。")
    ]
    page.restore(clause.key, 1)
    page.look_at(clause.key)
    assert (seen.versions[0].version, seen.versions[0].text) == (3, clause.text)
    page.retire(clause.key)
    assert next(one for one in seen.library if one.key == clause.key).retired


def test_what_the_office_was_founded_with_is_not_taken_again(who: Signed) -> None:
    """As long as the program brings nothing newer, no clause gets another version."""
    seen = Seen()
    page = ClausesPresenter(seen, AtOnce(), who)
    page.take()
    page.refresh()
    assert {one.version for one in seen.library} == {1}
    assert seen.to_take == 0


def test_what_the_program_brings_anew_is_offered_until_it_is_taken(who: Signed) -> None:
    """The office has a clause as an older program brought it; what the office itself wrote is not counted."""
    seen = Seen()
    page = ClausesPresenter(seen, AtOnce(), who)
    page.refresh()
    first, second = seen.library[:2]
    page.save({"key": second.key, "text": "本公司自己的说法。"})
    older = {name: getattr(first, name) for name in own(Clause)} | {"text": "从前的说法。"}
    who.app.do(take_delivered_clauses, [older])
    page.refresh()
    assert seen.to_take == 1
    page.take()
    assert seen.to_take == 0
    assert next(one for one in seen.library if one.key == first.key).text == first.text
    assert next(one for one in seen.library if one.key == second.key).text == "本公司自己的说法。"


def test_a_variable_that_nobody_knows_is_refused(who: Signed) -> None:
    """With its position, beside the text."""
    seen = Seen()
    page = ClausesPresenter(seen, AtOnce(), who)
    page.refresh()
    page.save({"key": seen.library[0].key, "text": "见{nobody}。"})
    assert seen.fields_refused() == ["clause.text"]
