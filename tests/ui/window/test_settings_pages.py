"""The settings by keyboard and mouse: refusals beside fields, nothing lost, asked before leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from aftersales.storage.address import parse
from aftersales.storage.backups import usual_folder
from tests.ui.window.desk import Desk
from ui.views.settings.authority import AuthorityPage, SubstitutesPage
from ui.views.settings.backups import BackupsPage
from ui.views.settings.calendar import CalendarPage
from ui.views.settings.clauses import ClausesPage
from ui.views.settings.company import CompanyPage
from ui.views.settings.dictionaries import DictionariesPage
from ui.views.settings.logo import scaled_logo
from ui.views.settings.mine import MinePage
from ui.views.settings.page import SettingsPage
from ui.views.settings.people import PeoplePage
from ui.views.settings.periods import PeriodsPage
from ui.views.settings.screen import SettingsView
from ui.widgets.decision import Decision
from ui.widgets.fields.choice import ComboInput
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

P = TypeVar("P", bound=SettingsPage)


def page_of(desk: Desk, kind: type[P], name: str, login: str = "admin") -> P:
    """A page of the settings as this person sees it."""
    frame = desk.window.frame or desk.enter(login)
    frame.go("settings")
    view = frame.pages["settings"]
    assert isinstance(view, SettingsView)
    QTest.mouseClick(view.nav.items[name], Qt.MouseButton.LeftButton)
    page = view.pages[name]
    assert isinstance(page, kind)
    return page


def line(field: Field) -> LineInput:
    """The line of a field."""
    assert isinstance(field.widget, LineInput)
    return field.widget


def write(desk: Desk, field: Field, text: str) -> None:
    """Another text in a field, typed."""
    line(field).clear()
    field.take_focus()
    desk.type(text, line(field))


def save(desk: Desk, page: SettingsPage) -> None:
    """Ctrl+Enter."""
    desk.key(Qt.Key.Key_Return, page, ctrl=True)


def answers(page: SettingsPage, yes: bool, asked: list[str]) -> None:
    """Whoever is asked answers so."""

    def answer(box: Decision) -> bool:
        asked.append(box.question.text())
        box.deleteLater()
        return yes

    page.ask = answer


def company(desk: Desk) -> CompanyPage:
    """The company's page, filled."""
    page = page_of(desk, CompanyPage, "company")
    desk.wait(lambda: line(page.papers.field("name")).text())
    return page


def test_a_refusal_stands_beside_its_field(desk: Desk) -> None:
    """What was typed stays, and once it is right it is saved and holds for the frame."""
    page = company(desk)
    write(desk, page.papers.field("uscc"), "91350100M000100Y44")
    write(desk, page.papers.field("phone"), "0591-1")
    save(desk, page)
    desk.wait(lambda: page.papers.field("uscc").note())
    assert line(page.papers.field("phone")).text() == "0591-1"
    assert page.is_dirty()
    write(desk, page.papers.field("uscc"), "91350100M000100Y43")
    save(desk, page)
    desk.wait(lambda: desk.frame.who.office.company.phone == "0591-1")
    assert not page.is_dirty()


def test_nothing_typed_is_lost_when_the_office_is_gone(desk: Desk, address: str) -> None:
    """A sentence, the text still there, and it works once the file is back."""
    page = company(desk)
    write(desk, page.papers.field("bank"), "另一家银行")
    desk.program.tasks.run(desk.frame.who.app.close, lambda _: None)
    file = Path(address.removeprefix("sqlite:///"))
    away = file.rename(file.with_suffix(".away"))
    save(desk, page)
    desk.wait(page.refused.isVisible)
    assert line(page.papers.field("bank")).text() == "另一家银行"
    away.rename(file)
    save(desk, page)
    desk.wait(lambda: desk.frame.who.office.company.bank == "另一家银行")


def test_asking_again_keeps_what_is_typed(desk: Desk) -> None:
    """A change of somebody else does not reach into a field that is being filled in."""
    page = company(desk)
    write(desk, page.papers.field("legal_rep"), "半个名")
    desk.frame.changed()
    page.refresh()
    heard: list[bool] = []
    desk.program.tasks.run(lambda: True, heard.append)
    desk.wait(lambda: heard)
    assert line(page.papers.field("legal_rep")).text() == "半个名"
    page.discard()
    desk.wait(lambda: not page.is_dirty())


def test_a_half_filled_page_asks_before_it_is_left(desk: Desk) -> None:
    """Staying keeps everything; giving it up goes on to where one wanted."""
    page, asked = company(desk), list[str]()
    write(desk, page.papers.field("name"), "改了一半")
    answers(page, False, asked)
    desk.frame.go("cases")
    assert (desk.frame.current, line(page.papers.field("name")).text()) == ("settings", "改了一半")
    assert desk.frame.rail.items["settings"].isChecked()
    answers(page, True, asked)
    desk.frame.go("cases")
    assert (desk.frame.current, len(asked)) == ("cases", 2)
    desk.wait(lambda: line(page.papers.field("name")).text() != "改了一半")


def test_a_window_with_unsaved_settings_does_not_close(desk: Desk) -> None:
    """It asks first, whichever page of the settings is in sight."""
    page, asked = company(desk), list[str]()
    write(desk, page.papers.field("name"), "改了一半")
    page_of(desk, MinePage, "mine")
    answers(page, False, asked)
    assert not desk.window.close()
    assert page.isVisible()
    page.discard()
    desk.wait(lambda: not page.is_dirty())


def test_somebody_is_let_out_after_a_question(desk: Desk) -> None:
    """The box tells what he owns; he stays in the list, and comes back with a one-off password."""
    page, asked = page_of(desk, PeoplePage, "people"), list[str]()
    desk.wait(page.rows.rowCount)
    page.list.go_to("clerk2")
    answers(page, True, asked)
    QTest.mouseClick(page.out, Qt.MouseButton.LeftButton)
    desk.wait(lambda: page.out.text() == "启用" and page.chosen.login == "clerk2")
    assert asked == ["停用 吴丽娜？"]
    QTest.mouseClick(page.out, Qt.MouseButton.LeftButton)
    desk.wait(page.one_off.isVisible)
    desk.wait(lambda: page.chosen.active)
    assert page.one_off.password.text()


def test_nobody_lets_himself_out(desk: Desk) -> None:
    """The button says who does."""
    page = page_of(desk, PeoplePage, "people")
    desk.wait(page.rows.rowCount)
    page.list.go_to("admin")
    assert not page.out.isEnabled()
    assert page.out.toolTip()


def test_a_renamed_word_is_spoken_at_once(desk: Desk) -> None:
    """Every page that stands already says the new word; a hidden one is offered no more."""
    page = page_of(desk, DictionariesPage, "dictionaries")
    desk.wait(page.rows.rowCount)
    page.list.go_to("fax")
    write(desk, page.word, "传真机")
    save(desk, page)
    desk.wait(lambda: desk.frame.room.words.word("channel", "fax") == "传真机")
    QTest.mouseClick(page.out, Qt.MouseButton.LeftButton)
    desk.wait(lambda: page.chosen.hidden)
    desk.frame.go("register")
    desk.wait(lambda: "fax" not in offered(desk))
    assert "phone" in offered(desk)


def offered(desk: Desk) -> list[str]:
    """The channels that the registration's form offers."""
    combo = desk.frame.pages["register"].form._editors["channel"]  # type: ignore[attr-defined]
    return [str(combo.itemData(at)) for at in range(combo.count())]


def test_a_leader_reads_limits_and_sets_substitutes(desk: Desk) -> None:
    """He changes no limit; his own page and these two are all he sees."""
    page = page_of(desk, AuthorityPage, "authority", "lead1")
    desk.wait(page.rows.rowCount)
    view = desk.frame.pages["settings"]
    assert isinstance(view, SettingsView)
    assert list(view.nav.items) == ["authority", "substitutes", "mine"]
    assert (page.new.isVisible(), page.panel.isVisible()) == (False, False)
    stand_in = page_of(desk, SubstitutesPage, "substitutes")
    assert stand_in.panel.isVisible()


def test_a_limit_gets_a_last_day(desk: Desk) -> None:
    """改授权: the chosen one ends on the day that was typed, and the form stays on it."""
    page = page_of(desk, AuthorityPage, "authority")
    desk.wait(page.rows.rowCount)
    before = page.rows.rowCount()
    page.list.go_to(page.rows.key_at(0))
    no = page.chosen.no
    last = date(page.presenter.today.year + 1, 12, 31)
    write(desk, page.form.field("to_on"), last.isoformat())
    save(desk, page)
    desk.wait(lambda: page.chosen is not None and page.chosen.to_on == last)
    assert (page.chosen.no, page.rows.rowCount()) == (no, before)


def test_a_leader_who_left_is_still_stood_in_for(desk: Desk) -> None:
    """What waits for him can be given to somebody; nobody is offered who left to stand in."""
    page = page_of(desk, SubstitutesPage, "substitutes")
    office = desk.frame.room.signed.office
    gone = tuple(replace(person, active=person.login != "lead2") for person in office.staff)
    page.show_office(replace(office, staff=gone), page.presenter.today)
    chosen = []
    for name in ("principal", "stands_in"):
        field = page.form.input(name)
        assert isinstance(field, ComboInput)
        field.choose("lead2")
        chosen.append((field.code(), field.words()[-3:]))
    page.begin()
    assert chosen[0] == ("lead2", "已停用")
    assert chosen[1][0] == ""


def test_who_leads_no_more_is_stood_in_for_while_something_waits_for_him(desk: Desk) -> None:
    """It is asked before his role is taken; then he is offered, for the case would hang for ever."""
    page, asked = page_of(desk, PeoplePage, "people"), list[str]()
    desk.wait(page.rows.rowCount)
    answers(page, True, asked)
    page.list.go_to("lead1")
    desk.wait(lambda: page.chosen is not None and page.chosen.login == "lead1")
    page.presenter.change(page.chosen, {"roles": ["warehouse"], "level": ""})
    desk.wait(lambda: "leader" not in desk.frame.who.office.by_login["lead1"].roles)
    assert page.chosen.name in asked[0]
    stand_in = page_of(desk, SubstitutesPage, "substitutes")
    principal = stand_in.form.input("principal")
    assert isinstance(principal, ComboInput)
    desk.wait(lambda: principal.findData("lead1") >= 0)
    assert principal.findData("service1") < 0


def test_holidays_that_are_missing_are_said(desk: Desk) -> None:
    """The year after the last that was entered warns by icon and word."""
    page = page_of(desk, CalendarPage, "calendar")
    desk.wait(page.year.code)
    after = str(page.presenter.today.year + 1)
    page.year.choose(after)
    page.year.edited.emit()
    assert (page.unknown.isVisible(), after in page.unknown.text()) == (True, True)


def test_a_brace_that_fits_nothing_is_told_while_typing(desk: Desk) -> None:
    """Before anything is saved."""
    page = page_of(desk, ClausesPage, "clauses")
    desk.wait(page.rows.rowCount)
    page.list.go_to(page.rows.key_at(0))
    page.text.take_focus()
    desk.type("{nobody}", page.text.widget)
    assert "nobody" in page.text.note()
    page.discard()
    assert not page.text.note()


def test_the_look_is_ones_own_and_holds_at_once(desk: Desk) -> None:
    """Dark by a key; another language makes the frame anew and is remembered for the next time."""
    page = page_of(desk, MinePage, "mine")
    page.scheme.choose(Scheme.DARK)
    page.scheme.edited.emit()
    assert theme().scheme is Scheme.DARK
    old = desk.frame
    page.language.choose("zh_TW")
    page.language.edited.emit()
    desk.wait(lambda: desk.window.frame is not old)
    assert desk.program.machine.text("language") == "zh_TW"
    desk.frame.room.prefs.put("language", "zh_CN")
    desk.frame.go("@anew")
    other = desk.frame
    desk.wait(lambda: desk.window.frame is not other)


def test_a_period_takes_its_products_from_the_list(desk: Desk) -> None:
    """A few letters and two keys choose one behind those that stand; a code is kept as the product's name."""
    page = page_of(desk, PeriodsPage, "periods")
    desk.wait(lambda: page.presenter.alike("油"))
    known = page.presenter.alike("油")[:2]
    cell = line(page.form.field("products"))
    write(desk, page.form.field("products"), known[0].code + "、油")
    assert page.offered is not None
    offered = page.offered.popup()
    desk.wait(offered.isVisible)
    desk.key(Qt.Key.Key_Down, offered)
    desk.key(Qt.Key.Key_Down, offered)
    desk.key(Qt.Key.Key_Return, offered)
    assert cell.text() == f"{known[0].code}、{known[1].name}"
    for name, text in (("name", "冬季"), ("from_on", "2027-01-01"), ("to_on", "2027-01-31")):
        write(desk, page.form.field(name), text)
    save(desk, page)
    desk.wait(lambda: any(row.name == "冬季" for row in desk.frame.who.office.sensitive_periods))
    row = next(row for row in desk.frame.who.office.sensitive_periods if row.name == "冬季")
    assert row.products == (known[0].name, known[1].name)


def test_a_copy_is_made_from_the_page(desk: Desk) -> None:
    """It stands in the list, and the status line knows of it."""
    page = page_of(desk, BackupsPage, "backups")
    desk.wait(lambda: line(page.folder.field).text())
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    desk.wait(page.rows.rowCount)
    assert "核对无误" in page.state_of.text()
    desk.wait(lambda: desk.frame.backup.text() != "还没有备份")


def test_the_copies_of_another_office_come_last_and_do_not_count(desk: Desk) -> None:
    """Of two offices of one name at one folder each page is calm about its own copies only."""
    folder = usual_folder(parse(desk.program.url))
    folder.mkdir(exist_ok=True)
    other = folder / "office-00000000-20990101T000000Z-000000000000.sqlite3"
    other.touch()
    page = page_of(desk, BackupsPage, "backups")
    desk.wait(page.rows.rowCount)
    assert page.state_of.text() == "还没有一份好的备份"
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    desk.wait(lambda: page.rows.rowCount() == 2)
    assert page.rows.row(1).path == other


def test_while_one_is_brought_back_nothing_else_is_begun(desk: Desk) -> None:
    """Neither a click on a copy nor another folder nor a refresh makes the verbs possible before the end."""
    page = page_of(desk, BackupsPage, "backups")
    desk.wait(lambda: line(page.folder.field).text())
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    verbs = (page.make, page.drill, page.restore, page.save)
    write(desk, page.second.field, "/mnt/far")
    page.refresh()
    assert not any(verb.isEnabled() for verb in verbs)
    desk.wait(page.rows.rowCount)
    desk.wait(page.save.isEnabled)
    page.discard()
    page.show_busy(busy=True)
    page.list.go_to(page.rows.key_at(0))
    assert not any(verb.isEnabled() for verb in verbs)
    page.show_busy(busy=False)
    assert [verb.isEnabled() for verb in verbs] == [True, True, True, False]


def test_half_filled_pages_ask_before_an_office_is_brought_back(desk: Desk) -> None:
    """Who stays finds his text, and nothing is begun; once it is given up it is not asked about again."""
    half, asked = company(desk), list[str]()
    page = page_of(desk, BackupsPage, "backups")
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    desk.wait(page.rows.rowCount)
    page.list.go_to(page.rows.key_at(0))
    page_of(desk, CompanyPage, "company")
    write(desk, half.papers.field("bank"), "改了一半")
    page_of(desk, BackupsPage, "backups")
    answers(page, True, [])
    answers(half, False, asked)
    desk.wait(page.restore.isEnabled)
    QTest.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert (half.isVisible(), line(half.papers.field("bank")).text()) == (True, "改了一半")
    assert (page.restore.isEnabled(), page.state_of.text().startswith("备份好了")) == (True, True)
    answers(half, True, asked)
    page_of(desk, BackupsPage, "backups")
    QTest.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert page.isVisible()
    assert not page.restore.isEnabled()
    desk.wait(lambda: desk.window.frame is None)
    assert len(asked) == 2


def test_a_logo_is_read_scaled(tmp_path: Path) -> None:
    """Small enough for every paper; what is no picture is nothing."""
    place = tmp_path / "logo.png"
    image = QImage(4000, 3000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(place))
    small = QImage.fromData(scaled_logo(str(place))())
    assert (small.width(), small.height()) == (400, 300)
    place.write_text("kein Bild")
    assert scaled_logo(str(place))() == b""
