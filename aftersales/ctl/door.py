"""The way from a command into the office: who acts, with which password; what is printed and refused."""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aftersales.domain.errors import BadInput, CodedError, DomainError
from aftersales.words import Words, words

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.app import App
    from aftersales.settings import Settings


class PasswordNeeded(DomainError):
    """This office asks for a password: set AFTERSALES_PASSWORD, or type it at a terminal. No facts."""


class LoginNeeded(DomainError):
    """Say who acts, with ``--as``. No facts."""


@dataclass
class Door:
    """One command's way in: ``app()`` opens the office, ``say`` prints, ``refuse`` tells an error."""

    settings: Settings
    url: str
    login: str = ""
    as_json: bool = False
    words: Words = field(default_factory=lambda: words(zone=ZoneInfo("Asia/Shanghai")))
    _apps: list[App] = field(default_factory=list)

    def app(self, at: datetime | None = None) -> App:
        """The office, with who acts signed in; raises what opening it raises, PasswordNeeded, LoginNeeded."""
        from aftersales.app import open_app

        app = open_app(self.url, login=self.login, password=self.password())
        self._apps.append(app)
        return app.at(at) if at is not None else app

    def keep(self, app: App) -> None:
        """Close this one too at the end."""
        self._apps.append(app)

    def must_act(self) -> None:
        """Raise ``LoginNeeded`` where nobody was named."""
        if not self.login:
            raise LoginNeeded

    def password(self) -> str:
        """The password of who acts; "" where the owner of an office's file goes without."""
        if self.settings.password:
            return self.settings.password
        if self.url.startswith("sqlite:"):
            if self.login and not self._own_file():
                return ask("密码：")
            return ""
        self.must_act()
        return ask("密码：")

    def _own_file(self) -> bool:
        """Whether the office's file belongs to this account; where nobody can tell, it does."""
        from aftersales.storage.address import parse

        path, me = parse(self.url).path, getattr(os, "geteuid", None)
        if me is None or not path.exists():
            return True
        return bool(me() in (0, path.stat().st_uid))

    def say(self, *lines: str) -> None:
        """Print lines for people."""
        for line in lines:
            print(line)

    def tell(self, value: object) -> None:
        """Print a value as JSON: one line with ``--json``, else indented."""
        print(json.dumps(value, ensure_ascii=False, indent=None if self.as_json else 2))

    def refuse(self, error: CodedError) -> None:
        """One JSON line on standard error: what was refused, the facts, and a sentence."""
        print(json.dumps(told(error, self.words), ensure_ascii=False), file=sys.stderr)

    def close(self) -> None:
        """Close what was opened."""
        for app in self._apps:
            app.close()


def told(error: CodedError, known: Words | None = None) -> dict[str, Any]:
    """An error as JSON: ``error`` (code), ``facts``, ``message``; several bad fields each with its own."""
    known = known or words()
    if isinstance(error, BadInput):
        problems = [told(problem, known) for problem in error.problems]
        message = "；".join(str(problem["message"]).rstrip("。") for problem in problems)
        return {"error": error.code, "facts": {"problems": problems}, "message": f"{message}。"}
    message = known.sentence(error.code, error.facts)
    found = {"error": error.code, "facts": plain(error.facts), "message": message}
    return {"field": error.facts["field"], **found} if "field" in error.facts else found


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Facts as JSON holds them; what JSON does not know becomes text."""
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def ask(prompt: str) -> str:
    """A password typed at the terminal, unseen. Raises PasswordNeeded where there is none."""
    if not sys.stdin.isatty():
        raise PasswordNeeded
    return getpass.getpass(prompt)
