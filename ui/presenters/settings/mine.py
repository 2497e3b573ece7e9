"""我的: one's own password; whoever knows the old one may set a new one."""

from __future__ import annotations

from functools import partial

from aftersales.app import open_app
from aftersales.domain.errors import BadField, BadInput, Required
from ui.presenters.session import PasswordsDiffer, Signed
from ui.presenters.settings.desk import PagePresenter
from ui.presenters.settings.new_password import renewed


class MinePresenter(PagePresenter):
    """What is one's own."""

    def new_password(self, old: str, new: str, again: str) -> None:
        """Set another password; the old one is asked for first, as at the door."""
        problems: list[BadField] = [
            Required(field=name, step="setup") for name, told in (("old", old), ("password", new)) if not told
        ]
        if new != again:
            problems.append(PasswordsDiffer(field="again"))
        if problems:
            self._view.show_refused(BadInput(problems))
            return
        self._view.show_busy(busy=True)
        changed = partial(_changed, self._signed, old, new)
        self._runner.run(changed, partial(self._done, "password", None), self._refused)


def _changed(signed: Signed, old: str, new: str) -> None:
    """Raises what a wrong old password raises at the door, and WeakPassword."""
    if signed.served:
        open_app(signed.url, login=signed.login, password=old).close()
    else:
        signed.app.signed_in(signed.login, old)
    renewed(signed, new)
