"""A paper is drawn behind the moment in which its values were read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aftersales.storage.database import beside
from aftersales.usecases.drafting import preview
from aftersales.usecases.printing import looked_at
from aftersales.usecases.work import Work
from tests.documents.reading import copied
from tests.domain.play import ISSUE
from tests.usecases.houses import House, agreed


def test_nobody_who_writes_is_waited_for(house: House) -> None:
    """A draft is looked at and a paper drawn while another connection is writing, and the other way round."""
    number = agreed(house)
    app, other = house.app("service1"), beside(house.store)
    with other.writing(house.first.login):
        assert app.look(preview, number, ISSUE).content is not None
        assert app.look(looked_at, "registration", number).content.startswith(b"%PDF")

    def while_drawn(work: Work) -> Callable[[], None]:
        work.books.case(number)

        def draw() -> None:
            with other.writing(house.first.login) as wire:
                assert wire.run('UPDATE "counter" SET "value" = "value" + 1') > 0

        return draw

    app.look(while_drawn)
    other.close()


def test_a_paper_of_a_decision_names_what_was_approved_before_it(house: House, tmp_path: Path) -> None:
    """On either engine: the like that was approved later was nobody's precedent, however late one prints."""
    first, second = agreed(house), agreed(house)

    def paper(number: str) -> str:
        return copied(house.app("service1").look(looked_at, "approval", number).content, tmp_path)

    assert second not in paper(first)
    assert first in paper(second)
