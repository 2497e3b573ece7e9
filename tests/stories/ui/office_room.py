"""A shared office on a real server, and the program at it: people come in by the sign-in page."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aftersales.app import App, Founding, found_office, open_app
from aftersales.domain.case import Case
from aftersales.domain.forms import own
from aftersales.domain.records.product import Product
from aftersales.practice import PASSWORD
from aftersales.settings import delivered, read_resource
from aftersales.storage.queries.case import read_case
from aftersales.usecases.people import add_person
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from aftersales.usecases.work import Work
from tests.cluster import Cluster
from tests.presenters.call_desk import FAST, LONG
from tests.ui.window.desk import Desk
from ui import closed, program
from ui.views.frame import FrameView

T = TypeVar("T")
GOODS: dict[str, object] = {
    "kind": "goods",
    "product": "砺驰自动变速箱油 ATF-Ⅲ",
    "qty": "2",
    "unit": "bottle",
    "unit_value": "8.00",
}


@dataclass
class Branch:
    """An office on the run's server, with the practice company's people; their logins end in its name."""

    url: str
    suffix: str
    _apps: dict[str, App] = field(default_factory=dict)
    _calls: int = 0

    def login(self, name: str) -> str:
        """The login of somebody whom the practice company calls so."""
        return f"{name}_{self.suffix}" if self.suffix else name

    def app(self, name: str) -> App:
        """This person's own connection, beside every window."""
        if name not in self._apps:
            self._apps[name] = open_app(self.url, login=self.login(name), password=PASSWORD)
        return self._apps[name]

    def registered(self) -> str:
        """A complaint that a clerk took; its number."""
        self._calls += 1
        told = {**LONG, "phones": f"1385910{9000 + self._calls}", "cust_name": f"宁州第{self._calls}汽配"}
        return self.app("clerk1").do(register, told).complaint.case_no

    def settled(self, **remedy: object) -> str:
        """A trivial case with its notice; its number."""
        self._calls += 1
        app = self.app("service1")
        due = app.ask(lambda wire: wire.now()).date() + timedelta(days=9)
        told = {**FAST, "phones": f"1385911{9000 + self._calls}", "cust_name": f"平沙第{self._calls}修车"}
        told |= {"remedies": [{**GOODS, **remedy}], "due": f"{due:%Y-%m-%d}"}
        return app.do(quick, told).complaint.case_no

    def delivered(self) -> str:
        """A trivial case whose goods are there; its number."""
        number = self.settled(kind="gift", unit=None)
        self.app("market1").do(take, "done_notice", number, {"notice": "C1"})
        self.app("service2").do(take, "confirm_notice", number, {"notices": ["all"]})
        return number

    def close(self) -> None:
        """Close every connection; whoever is asked for again gets a new one."""
        for app in self._apps.values():
            app.close()
        self._apps.clear()


def branch(cluster: Cluster) -> Iterator[Branch]:
    """A new shared office, set up as an administrator sets one up; removed at the end."""
    name = f"branch_{secrets.token_hex(4)}"
    url = f"postgresql://{cluster.host}:{cluster.port}/{name}"
    told = read_resource("practice/company.toml")
    made = Branch(url, name.rpartition("_")[2])
    founding = Founding(
        admin={**told["admin"], "login": made.login("admin")},
        password=PASSWORD,
        company=told["company"],
        delivered=delivered(),
        setup=cluster.setup_login(),
        practice=True,
    )
    first = found_office(url, founding)
    first.do(_filled, told["people"], told["products"], made.login)
    first.close()
    yield made
    made.close()
    cluster.drop_database(name)


def _filled(
    work: Work,
    people: list[dict[str, object]],
    products: list[dict[str, object]],
    login: Callable[[str], str],
) -> None:
    for person in people:
        add_person(work, {**person, "login": login(str(person["login"]))}, PASSWORD)
    for row in products:
        product = Product(**work.reader().row(Product, row, own(Product)))
        work.books.put_record(product, step="add_product", at=work.now)


@dataclass
class Seat:
    """Somebody's place at the program; it does what stories of single pages ask of their desks."""

    desk: Desk
    branch: Branch
    opens: Callable[[], None] = lambda: None
    """Takes the guard off again."""

    def guard(self) -> None:
        """From here on nothing that may take long is done in the window's thread."""
        self.opens()
        self.opens = closed.close_to_the_window(program.WAYS)

    def sits(self, name: str) -> FrameView:
        """Come in by the sign-in page with a login of the server; what was to be prepared has been."""
        self.guard()
        self.desk.program.begin()
        self.enter(self.branch.login(name), PASSWORD)
        self.desk.wait(lambda: self.desk.window.frame is not None)
        self.desk.wait(lambda: self.desk.frame.current)
        return self.desk.frame

    def press(self, key: Qt.Key, on: QWidget, *, ctrl: bool = False) -> None:
        """A key on a page; the window is in front, as a window manager keeps it."""
        self.desk.window.activateWindow()
        self.desk.wait(self.desk.window.isActiveWindow)
        self.desk.key(key, on, ctrl=ctrl)

    def enter(self, login: str, password: str) -> None:
        """Login, Enter, password, Enter."""
        self.desk.type(login)
        self.desk.key(Qt.Key.Key_Return)
        self.desk.type(password)
        self.desk.key(Qt.Key.Key_Return)

    def wait(self, true: Callable[[], object]) -> None:
        """Until it is so."""
        self.desk.wait(true)

    def front(self, _: object) -> None:
        """The page is in front already; its window is made so."""
        self.desk.window.activateWindow()
        self.desk.wait(self.desk.window.isActiveWindow)

    def said(self, words: str) -> bool:
        """Whether a toast says so."""
        return any(words in toast.text() for toast in self.desk.frame.toasts.toasts())

    def asked(self, ask: Callable[[App], T]) -> T:
        """What somebody else sees at the office, asked in a lane."""

        def seen() -> T:
            app = open_app(self.branch.url, login=self.branch.login("quality1"), password=PASSWORD)
            try:
                return ask(app)
            finally:
                app.close()

        found: list[T] = []
        self.desk.program.tasks.run(seen, found.append)
        self.wait(lambda: found)
        return found[0]

    def case(self, number: str) -> Case:
        """The case as it is written."""
        return self.asked(lambda app: app.ask(read_case, number))
