"""公司: the company's data as papers name it, limits that the company sets for itself, the logo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from aftersales.storage.queries.case import read_file
from aftersales.usecases.office import set_company, set_logo
from ui.presenters.runner import Lane
from ui.presenters.settings.desk import PagePresenter


class CompanyPresenter(PagePresenter):
    """The one row of the company."""

    def save(self, data: Mapping[str, object], reason: str = "") -> None:
        """Change what is given."""
        self._change("saved", set_company, data, reason.strip() or None)

    def take_logo(self, scaled: Callable[[], bytes]) -> None:
        """Keep a picture as the logo; ``scaled`` reads it in a lane and makes it small enough."""
        self._view.show_busy(busy=True)
        self._runner.run(scaled, self._scaled, self._refused, lane=Lane.FILES)

    def _scaled(self, picture: bytes) -> None:
        self._change("logo", set_logo, picture)

    def remove_logo(self) -> None:
        """Papers have no logo any more."""
        self._change("logo", set_logo, None)

    def read_logo(self, sha256: str, come: Callable[[bytes], None]) -> None:
        """The bytes of the logo."""
        self._runner.run(partial(self._signed.app.ask, read_file, sha256), come, self._view.show_refused)
