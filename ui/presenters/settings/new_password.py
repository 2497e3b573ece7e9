"""A password of one's own in place of the one that an administrator gave, before anything else."""

from __future__ import annotations

from aftersales.domain.errors import BadField, BadInput, Required
from aftersales.usecases.people import change_password
from aftersales.usecases.work import Work
from ui.presenters.runner import Runner
from ui.presenters.session import ComesIn, Door, PasswordsDiffer, Signed, signed


class SamePassword(BadField):
    """The new password is the one that was given. Facts: ``field``."""


class NewPasswordPresenter(ComesIn):
    """Who came in with a password that somebody else knows sets his own."""

    def __init__(self, view: Door, runner: Runner, who: Signed) -> None:
        super().__init__(view)
        self._runner, self._who = runner, who

    def renew(self, new: str, again: str) -> None:
        """Set it; what is wrong with it is told all at once."""
        problems: list[BadField] = []
        if not new:
            problems.append(Required(field="password", step="setup"))
        elif new == self._who.given:
            problems.append(SamePassword(field="password"))
        if new != again:
            problems.append(PasswordsDiffer(field="again"))
        if problems:
            self._door.show_refused(BadInput(problems))
            return
        self._door.show_busy(busy=True)
        self._runner.run(lambda: renewed(self._who, new), self._entered, self._refused)


def renewed(who: Signed, new: str) -> Signed:
    """The person with this password from now on. Raises WeakPassword and what the world says no with."""
    who.app.do(set_own, who.login, new)
    if who.served:
        who.app.store.goes_on_with(new)
    return signed(who.app, who.url, who.login, served=who.served)


def set_own(work: Work, login: str, new: str) -> None:
    """One's own password."""
    change_password(work, login, new)
