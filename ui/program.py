"""The composition root: makes the window, and hands each part what it needs of the core.

What the first list does not need is imported where it is used, so that the list stands soon.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from aftersales import settings
from aftersales.app import App, OfficeLanguage, open_app
from aftersales.domain.codes import Role
from aftersales.domain.errors import CodedError
from aftersales.storage.address import parse
from aftersales.storage.orm import SQLITE
from aftersales.storage.passwords import PRACTICE
from aftersales.storage.trouble import OlderSchema
from aftersales.words import LABELS, words
from ui import closed, crash, i18n, prefs, tasks, texts
from ui.errors import problems
from ui.presenters.session import Doors
from ui.printers.system import SystemPrinters
from ui.views.frame import FrameView
from ui.views.parts.looks import FollowsSystem, scheme_of
from ui.views.parts.spoken import Spoken
from ui.views.screens import screens, warm
from ui.views.window import Window
from ui.widgets.dress import dress
from ui.widgets.theme import theme

if TYPE_CHECKING:
    from aftersales.domain.office import Office
    from aftersales.usecases.importing import Coming
    from ui.copies import Copies
    from ui.presenters.exporting import Cell
    from ui.presenters.runner import Progress
    from ui.presenters.session import Founded, Signed
    from ui.presenters.settings.backups import BackedUp
    from ui.views.upkeep import Leaving

OFFICE = ZoneInfo("Asia/Shanghai")
"""Whose clock tells moments while no office is open."""
WRITE_AFTER = 1_000
"""Milliseconds after a change that what the window remembers is written."""

WARM_AFTER = 500
"""Milliseconds after the first page stands that the other screens are loaded, behind everything."""


# --- the ways into an office


def practice(url: str, progress: Progress) -> App:
    """The practice company at this address, made if it is not there, and there only when it is whole."""
    from aftersales.practice import Desks, fill, found_company
    from aftersales.storage.founding import whole

    if parse(url).path.exists():
        return _of_today(url)
    with whole(url) as place, closing(found_company(place).first) as first:
        fill(Desks(place, first), progress.tell)
    return open_app(url)


def _of_today(url: str) -> App:
    """The practice company that is there, upgraded where an older program made it."""
    try:
        return open_app(url)
    except OlderSchema:
        upgrade(url, "admin", PRACTICE)
        return open_app(url)


def found(url: str, told: Founded) -> App:
    """A new office in one file, with its first administrator; what it starts with can be changed later."""
    from aftersales.app import Founding, found_office

    return found_office(
        url,
        Founding(
            admin={"login": told.login, "name": told.name},
            password=told.password,
            company=told.firm(),
            delivered=settings.delivered(),
        ),
    )


def enter(url: str, login: str, password: str) -> App:
    """An office that is there."""
    return open_app(url, login=login, password=password)


def upgrade(url: str, login: str, password: str) -> None:
    """The data of an older program in this one's shape, after a backup."""
    from aftersales.storage import upgrading

    upgrading.upgrade(url, login, password)


def doors(url: str) -> Doors:
    """Every way in; ``url`` is where an office on this computer goes."""
    from platformdirs import user_data_path

    folder = user_data_path("aftersales", appauthor=False)
    own = parse(url).engine == SQLITE
    return Doors(
        open=enter,
        upgrade=upgrade,
        found=found,
        practice=practice,
        is_server=lambda address: parse(address).engine != SQLITE,
        is_there=may_be,
        default=url if own else settings.default_office(),
        practice_place=f"sqlite:///{folder / 'practice.db'}",
        practice_password=PRACTICE,
        read_list=read_list,
    )


def leave(app: App) -> None:
    """Nobody sits at this desk any more. Raises what the office cannot be told by."""
    from aftersales.usecases.live.presence import be_gone

    app.do(be_gone)


def name_of(url: str) -> str:
    """An office's address as a person knows it."""
    address = parse(url)
    return address.path.name if address.engine == SQLITE else f"{address.host}/{address.database}"


def spoken_in(language: str, who: Signed) -> Callable[[Office], texts.Words]:
    """The words of codes and refusals in this language for the window; what is written stays the office's."""
    spoken = OfficeLanguage(language) if (LABELS / f"{language}.toml").is_file() else who.app.language
    return lambda office: spoken.vocabulary(office.entries).at(office.zone)


def write_workbook(
    path: Path, heads: Sequence[str], rows: Iterable[Sequence[Cell]], zone: ZoneInfo = OFFICE
) -> int:
    """A list as a workbook, moments in this zone; how many rows."""
    from aftersales.exchange import writing

    return writing.write_xlsx(path, heads, rows, zone=zone).rows


def read_list(subject: str, path: Path, office: Office) -> Coming:
    """The customers or the products of a sheet of this office."""
    from aftersales.exchange import cases  # with all that reads workbooks: not needed at the start

    if subject == "customers":
        return cases.read_customers(path, own=office.own_words)
    return cases.read_products(path, own=office.own_words)


WAYS = (__name__, "leave practice found enter upgrade write_workbook read_list")
"""What of this file may take long."""


class Backups:
    """Makes backups of this office for whoever may: of a file everybody, of a server its administrators."""

    def __init__(self, who: Signed, copies: Callable[[], Copies]) -> None:
        self._store, self._copies = who.app.store, copies
        self._may = not who.served or Role.ADMIN in who.me.roles

    def due(self, *, leaving: bool) -> bool:
        """Whether the office changed since its last backup; but for leaving, every four hours."""
        from aftersales.storage import backups

        every = timedelta(0) if leaving else backups.EVERY
        return self._may and backups.is_due(self._store, self._copies().folder, every)

    def make(self) -> BackedUp:
        """Make one. Raises what a backup raises."""
        return self._copies().make()


# --- the program


class Program:
    """Wires window, lanes, words and what is remembered."""

    def __init__(self, app: QApplication, url: str, *, told: bool) -> None:
        """``told``: the address was given for this run; else the last office is opened again."""
        self._app = app
        self._kept: dict[Path, prefs.Prefs] = {}
        self.machine = self._remembering(prefs.place("", "computer"))
        last = self.machine.text("office")
        self.url = url if told or not may_be(last) else last
        self.words = Spoken(words(last_language()).at(OFFICE))
        self.tasks = tasks.Tasks(refused=self.refuse, bug=self.bug)
        self.entered: list[App] = []
        self.printers = SystemPrinters()
        self.window = Window(self.tasks, doors(url), self.words, self.machine, self.make_frame, name_of)
        self.leaving: Leaving | None = None
        self.window.entered.connect(self._came_in)
        self.window.closed.connect(self._went)

    def _remembering(self, file: Path) -> prefs.Prefs:
        """What is kept in this file; read once, so that what is not written yet is known too."""
        if file in self._kept:
            return self._kept[file]
        kept = self._kept[file] = prefs.Prefs(file)
        timer = QTimer(self._app)
        timer.setSingleShot(True)
        timer.setInterval(WRITE_AFTER)
        timer.timeout.connect(lambda: _written(kept))
        kept.changed = timer.start
        self._app.aboutToQuit.connect(lambda: _written(kept))
        return kept

    def make_frame(self, who: Signed) -> FrameView:
        """The frame for this person, in the look and at the size he left it."""
        own = self._remembering(prefs.place(who.url, who.login))
        theme().put_on(self._app, scheme_of(own.text("scheme")), own.number("zoom", 1.0))
        language = self._turn_to(own)
        self._came_in(who)
        speak = spoken_in(language, who)
        frame = FrameView(
            who,
            self.tasks,
            speak(who.office),
            own,
            speak=speak,
            screens=screens(read_list, lambda one: self._copies(one).doors()),
            last_backup=lambda: self._copies(who).standing(),
            place=name_of(who.url),
        )
        frame.give_printers(self.printers)
        frame.give_writer(lambda path, heads, rows: write_workbook(path, heads, rows, who.office.zone))
        frame.stands.connect(partial(self._live, frame, who))
        FollowsSystem(frame, own)
        return frame

    def _copies(self, who: Signed) -> Copies:
        """The copies of this person's office."""
        from ui.copies import Copies

        return Copies(who, self.machine)

    def _turn_to(self, own: prefs.Prefs) -> str:
        """This person's language, at first the one that was on at this computer; "" is the office's."""
        language = own.text("language") or self.machine.text("language")
        if language not in set(i18n.Language):
            return ""
        i18n.put_on(self._app, i18n.Language(language))
        self.words.now = words(language).at(OFFICE)
        own.put("language", language)
        self.machine.put("language", language)
        return language

    def _came_in(self, who: Signed) -> None:
        """Another connection to close at the end, also of who only took the lock off."""
        if all(app is not who.app for app in self.entered):
            self.entered.append(who.app)

    def _went(self, who: Signed) -> None:
        """Nothing of him is left to close."""
        self.entered = [app for app in self.entered if app is not who.app]

    def _live(self, frame: FrameView, who: Signed) -> None:
        """The frame hears of other desks, and keeps clockwork and backups going, while this person is in."""
        from aftersales.storage.watching import Watch
        from ui.presenters.live.refresh import Hearing
        from ui.presenters.runner import Lane
        from ui.presenters.staying import Staying
        from ui.views.upkeep import Upkeep

        stay = Staying(self.tasks, _nobody_waits)
        probe = partial(who.app.ask, lambda wire: wire.now())
        hearing = Hearing(self.tasks, stay, Watch(who.app.store), frame.hear, probe)
        frame.gone.connect(stay.leave)
        frame.gone.connect(hearing.leave)
        frame.gone.connect(partial(self.tasks.run, partial(leave, who.app), _nobody_waits, _nobody_waits))
        hearing.begin()
        QTimer.singleShot(WARM_AFTER, frame, partial(stay.run, warm, _nobody_waits, lane=Lane.BEHIND))
        upkeep = Upkeep(frame, self.tasks, Backups(who, partial(self._copies, who)))
        if self.leaving is not None:
            self.leaving.upkeep = upkeep

    def back_up_at_exit(self) -> None:
        """From now on a window that is closed makes a backup first."""
        from ui.views.upkeep import Leaving

        self.leaving = Leaving(self.window)

    def come_up(self) -> None:
        """The program was started a second time: it stays, and comes to the front."""
        if self.leaving is not None:
            self.leaving.stay()
        self.window.come_up()

    def begin(self) -> None:
        """Show the page to begin with: sign in where an office is, else the first start."""
        address = parse(self.url)
        if address.engine == SQLITE and not address.path.exists():
            self.window.show_start()
        else:
            self.window.show_sign_in(self.url)
        self.window.open()

    def refuse(self, error: CodedError) -> None:
        """A refusal or trouble that no page waits for."""
        self._say("\n".join(one.sentence for one in problems(error, self.words)))

    def bug(self, error: BaseException) -> None:
        """A mistake in the program."""
        self.crashed(crash.report(error))

    def crashed(self, place: Path | None) -> None:
        """Say where the report lies."""
        self._say(texts.crash_told(str(place) if place else ""))

    def _say(self, told: str) -> None:
        place = self.window.frame or self.window
        place.toasts.say(told, icon="alert-circle")

    def close(self) -> None:
        """End the lanes and close every connection."""
        inside = self.window.frame.who.app if self.window.frame is not None else None

        def last() -> None:
            if inside is not None:
                with contextlib.suppress(CodedError):
                    leave(inside)
            for app in self.entered:
                app.close()

        self.window.drop_frame()
        self.tasks.close(last)
        self.printers.close()


def _nobody_waits(_: object) -> None:
    """What was done by the way; that it failed is no reason to disturb anybody."""


def _written(kept: prefs.Prefs) -> None:
    """What cannot be remembered is no reason to stop anybody."""
    with contextlib.suppress(OSError):
        kept.write()


def may_be(url: str) -> bool:
    """Whether an address that was remembered can still be an office's."""
    if not url:
        return False
    try:
        address = parse(url)
    except CodedError:
        return False
    return address.engine != SQLITE or address.path.exists()


def last_language() -> i18n.Language:
    """The language in which somebody worked last at this computer."""
    told = prefs.Prefs(prefs.place("", "computer")).text("language")
    return i18n.Language(told) if told in set(i18n.Language) else i18n.Language.SIMPLIFIED


def start(app: QApplication, url: str, *, told: bool) -> Program:
    """The program with its window, at the page to begin with; see ``Program``."""
    i18n.put_on(app, last_language())
    dress(app)
    closed.close_to_the_window(WAYS)
    program = Program(app, url, told=told)
    crash.install(program.crashed)
    program.back_up_at_exit()
    program.begin()
    gc.freeze()  # what was loaded stays: no sweep looks at it again
    return program


def run(app: QApplication, program: Program) -> int:
    """Until the window is closed; what the command ends with."""
    from ui.views.interrupt import Interrupt

    interrupt = Interrupt(program.window)
    code = app.exec()
    interrupt.close()
    program.close()
    return code
