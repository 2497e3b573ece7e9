"""From an empty computer, or a locked one, to one's own desk: by keyboard, told in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from aftersales.storage import schema
from aftersales.storage.address import parse
from aftersales.storage.backups import copies, office_name, usual_folder
from tests.ui.window.desk import PASSWORD, Desk
from ui.__main__ import OnlyOne, read_arguments
from ui.program import Program
from ui.views.first_start import ALONE, PRACTICE, SERVER, SHEETS
from ui.views.sign_in import SignInView


def test_the_cursor_waits_in_the_login_and_enter_goes_on(desk: Desk) -> None:
    """Login, Enter, password, Enter: the frame is there, with the name of who came in."""
    frame = desk.enter("service1")
    assert frame.me.text() == "黄建平"
    assert frame.current == "today"


def test_a_wrong_password_is_told_with_the_tries_left(desk: Desk) -> None:
    """In one sentence on the page, and the cursor stands in the password ready to be typed over."""
    desk.program.begin()
    page = desk.sign_in
    desk.type("service1")
    desk.key(Qt.Key.Key_Return)
    desk.type("nonsense")
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: not page.refusal.isHidden())
    assert page.refusal.note.text() == "登录名或密码不对，还可以试 4 次。"
    assert page.password.widget.hasFocus()


def test_empty_fields_are_told_beside_each(desk: Desk) -> None:
    """Both at once."""
    desk.program.begin()
    desk.sign_in.sign_in()
    assert desk.sign_in.login.note() == "请填写“登录名”。"
    assert desk.sign_in.password.note() == "请填写“密码”。"


def test_a_locked_window_gives_the_same_frame_back(desk: Desk) -> None:
    """Ctrl+L covers it, the password alone uncovers it where it was."""
    frame = desk.enter("service1")
    frame.go("cases")
    desk.key(Qt.Key.Key_L, frame, ctrl=True)
    desk.wait(lambda: isinstance(desk.window.currentWidget(), SignInView))
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.currentWidget() is frame)
    assert frame.current == "cases"


def test_somebody_else_gets_a_frame_of_his_own(desk: Desk) -> None:
    """What the first person had open is not shown to the second."""
    frame = desk.enter("service1")
    desk.window.lock()
    page = desk.sign_in
    page.login.widget.setText("lead1")
    page.password.widget.setText(PASSWORD)
    page.sign_in()
    desk.wait(lambda: desk.window.frame is not None and desk.window.frame is not frame)
    assert desk.frame.who.login == "lead1"


def test_idle_locks(desk: Desk) -> None:
    """When the time without a key is over, the frame is covered."""
    desk.enter("service1")
    desk.window._idle.setInterval(1)
    desk.window._idle.start()
    desk.wait(lambda: isinstance(desk.window.currentWidget(), SignInView))
    assert desk.sign_in.title.text() == "已锁定，黄建平"


def test_a_key_begins_the_idle_time_anew(desk: Desk) -> None:
    """As long as somebody works, nothing locks: a key reaches the window before the widget in it."""
    desk.enter("service1")
    desk.window._idle.stop()
    idle = desk.window._idle
    idle.setTimerType(Qt.TimerType.PreciseTimer)
    idle.setInterval(60_000)
    idle.start()
    desk.wait(lambda: idle.remainingTime() < 59_000)
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Down)
    desk.wait(lambda: idle.remainingTime() > 59_000)


def test_data_of_an_older_program_is_upgraded_at_the_door(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told in a sentence, nothing typed again: Enter once more makes a backup, upgrades, and one is in."""
    newer = shutil.copytree(schema.FOLDER, tmp_path / "newer", ignore=shutil.ignore_patterns("__pycache__"))
    (newer / "9999_next.py").write_text("def up(migrator, db): ...\n", encoding="utf-8")
    monkeypatch.setattr(schema, "FOLDER", newer)
    desk.program.begin()
    page = desk.sign_in
    desk.type("admin")
    desk.key(Qt.Key.Key_Return)
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: page.enter.text() == "备份并升级")
    assert page.refusal.note.text() == "资料还是旧版本的，要由管理员升级一次，升级前自动备份。"
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.frame is not None)
    address = parse(desk.frame.who.url)
    assert len(copies(usual_folder(address), office_name(address))) == 1


class TestFirstStart:
    @pytest.fixture
    def address(self, full: Path, tmp_path: Path) -> str:
        """Where no office is yet."""
        assert full.exists()
        return f"sqlite:///{tmp_path / 'new' / 'office.db'}"

    def test_the_practice_company_is_one_enter_away(self, desk: Desk, full: Path) -> None:
        """It is the first choice; then a person is chosen, and his day is there."""
        desk.program.begin()
        place = Path(desk.start.presenter._doors.practice_place.removeprefix("sqlite:///"))
        place.parent.mkdir(parents=True)
        shutil.copy(full, place)
        assert desk.start.ways[PRACTICE].isChecked()
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: desk.start.pages.currentIndex() == PRACTICE)
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: desk.window.frame is not None)
        assert desk.frame.who.login == "service1"

    def test_the_practice_company_is_met_again_without_a_password(self, desk: Desk, full: Path) -> None:
        """At the next start and after leaving one chooses who one is; a lock tells the password."""
        place = Path(desk.program.window._doors.practice_place.removeprefix("sqlite:///"))
        place.parent.mkdir(parents=True)
        shutil.copy(full, place)
        desk.program.url = f"sqlite:///{place}"
        desk.program.begin()
        desk.wait(lambda: desk.start.person.widget.words() == "黄建平（售后）")
        desk.wait(desk.start.next.isEnabled)
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: desk.window.frame is not None)
        desk.window.lock()
        assert PASSWORD in desk.sign_in.help.text()
        assert desk.sign_in.help.isVisible()
        desk.type(PASSWORD)
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: desk.window.currentWidget() is desk.frame)
        desk.frame.left.emit(False)
        desk.wait(desk.start.person.widget.words)
        assert desk.window.frame is None

    def test_an_office_of_ones_own_by_keyboard(self, desk: Desk, tmp_path: Path) -> None:
        """Field after field with Enter, his customers out of a sheet, and he stands in his new office."""
        desk.program.begin()
        start = desk.start
        desk.key(Qt.Key.Key_Down)
        desk.key(Qt.Key.Key_Return)
        texts = ("远拓汽配", "91350100M000100Y43", "宁州市北郊 17 栋", "0591-83210018")
        for text in (*texts, "蒋海宁", "jiang", "geheim-2026"):
            desk.type(text)
            desk.key(Qt.Key.Key_Return)
        desk.type("geheim-2026")
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: start.pages.currentIndex() == SHEETS)
        sheet = tmp_path / "customers.csv"
        sheet.write_text("客户名称,电话\n顺达汽修,13812345678\n,13900000000\n", encoding="utf-8")
        start.sheets.choose(sheet)
        start.next.click()
        assert start.isVisible(), "nobody leaves a sheet that is being read"
        desk.wait(start.sheets.take.isVisible)
        assert start.next.isEnabled()
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: "新增 1" in start.sheets.found.text() and not start.sheets.take.isVisible())
        desk.wait(start.next.hasFocus)
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: desk.window.frame is not None)
        assert desk.frame.me.text() == "蒋海宁"

    def test_what_is_missing_is_told_beside_its_field(self, desk: Desk) -> None:
        """All of it at once, and the cursor stands in the first."""
        desk.program.begin()
        start = desk.start
        start.show_page(ALONE)
        start.again.widget.setText("geheim-2026")
        start.go_on()
        told = [field.note() for field in (start.company, start.uscc, start.admin, start.new, start.again)]
        assert told == [
            "请填写“公司名称”。",
            "请填写“统一社会信用代码”。",
            "请填写“登录名”。",
            "请填写“密码”。",
            "两次输入的密码不一样，请重新输入。",
        ]
        assert start.company.widget.hasFocus()

    def test_a_server_that_is_not_there_is_told(self, desk: Desk) -> None:
        """The page says it in words and what was typed stays."""
        desk.program.begin()
        start = desk.start
        start.show_page(SERVER)
        for field, text in ((start.office, "127.0.0.1:1/office"), (start.login, "a"), (start.password, "b")):
            field.widget.setText(text)
        start.go_on()
        desk.wait(lambda: not start.refusals[SERVER].isHidden())
        assert start.refusals[SERVER].note.text()
        assert start.office.widget.text() == "127.0.0.1:1/office"


def at_practice(desk: Desk, full: Path) -> None:
    """The program opened in the practice company, as at every start after one had a look at it."""
    place = parse(desk.window._doors.practice_place).path
    place.parent.mkdir(parents=True)
    shutil.copy(full, place)
    desk.program.url = desk.window._doors.practice_place
    desk.program.begin()
    desk.wait(lambda: desk.start.person.widget.words() == "黄建平（售后）")
    desk.wait(desk.start.next.isEnabled)


def test_from_the_practice_company_back_to_ones_own_office(desk: Desk, full: Path, address: str) -> None:
    """上一步, 这台电脑单独使用: the office that is on this computer asks who one is."""
    at_practice(desk, full)
    desk.start.back.click()
    assert not desk.start.back.isVisible()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    assert desk.sign_in.where.text() == "office.db"
    for text in ("service1", PASSWORD):
        desk.type(text)
        desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.frame is not None)
    assert desk.frame.who.url == address
    assert desk.program.machine.text("office") == address


def test_who_looked_for_another_company_goes_back_to_the_lock(desk: Desk) -> None:
    """换一个公司 and 上一步: the locked frame is still there, and its password takes the lock off."""
    frame = desk.enter("service1")
    desk.window.lock()
    desk.sign_in.other.click()
    desk.start.back.click()
    assert desk.sign_in.title.text() == "已锁定，黄建平"
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.currentWidget() is frame)


def test_who_looked_for_another_company_goes_back_to_signing_in(desk: Desk) -> None:
    """By way of a page of the first start too: first to the ways, then to the office one came from."""
    desk.program.begin()
    desk.sign_in.other.click()
    desk.start.show_page(SERVER)
    desk.start.back.click()
    desk.start.back.click()
    assert desk.sign_in.where.text() == "office.db"


def test_a_small_screen_shows_all_of_the_window(desk: Desk) -> None:
    """On a screen smaller than the window nothing of it stands below the edge, the last button neither."""
    room = desk.window.screen().availableSize()
    desk.window.setMinimumSize(room + QSize(1, 1))
    desk.program.begin()
    assert desk.window.size().boundedTo(room) == desk.window.size()
    assert desk.window.isMaximized()


def test_a_second_start_wakes_the_first(qapp: QApplication, tmp_path: Path) -> None:
    """The second program finds the first, tells it to come up, and is not the one; other offices are free."""
    assert qapp
    woken: list[bool] = []
    url = f"sqlite:///{tmp_path / 'a.db'}"
    first = OnlyOne(url)
    assert not first.woke_another()
    first.listen()
    first.wake = lambda: woken.append(True)
    assert OnlyOne(url).woke_another()
    assert not OnlyOne(f"{url}x").woke_another()
    first.server.waitForNewConnection(1000)
    qapp.processEvents()
    first.server.close()
    assert woken


def test_every_start_wakes_the_first(qapp: QApplication, tmp_path: Path) -> None:
    """Also the fortieth within one run."""
    assert qapp
    woken: list[bool] = []
    url = f"sqlite:///{tmp_path / 'a.db'}"
    first = OnlyOne(url)
    first.listen()
    first.wake = lambda: woken.append(True)
    for start in range(1, 41):
        came = QSignalSpy(first.server.newConnection)
        assert OnlyOne(url).woke_another()
        assert came.wait(5000)
        assert len(woken) == start
    first.server.close()


def test_the_program_starts_as_a_command(tmp_path: Path) -> None:
    """``python -m ui`` opens its window without a warning and ends when it is told to."""
    code = (
        "import sys\nfrom PySide6.QtCore import QTimer\nfrom PySide6.QtWidgets import QApplication\n"
        "import ui.__main__ as m\nfrom ui.program import Program\n"
        "begin = Program.begin\n"
        "def then(self):\n"
        "    begin(self); QTimer.singleShot(300, QApplication.quit)\n"
        "Program.begin = then\n"
        f"sys.exit(m.main(['--office', 'sqlite:///{tmp_path}/office.db']))"
    )
    env = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env=env,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr


def test_an_address_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """In a sentence, before any window opens."""
    with pytest.raises(SystemExit) as ended:
        read_arguments(["--office", "http://a/b"])
    assert ended.value.code == 2
    assert "“地址”不是可用的资料地址" in capsys.readouterr().err


def test_the_last_office_is_opened_again(desk: Desk, address: str, dressed: QApplication) -> None:
    """Without an address the next start opens the last office, if its file is still there."""
    desk.enter("service1")
    desk.program.machine.write()
    again = Program(dressed, "sqlite:////nowhere/office.db", told=False)
    assert again.url == address
    again.machine.put("office", "sqlite:////nowhere/else.db")
    again.machine.write()
    assert Program(dressed, address, told=False).url == address


def test_a_mistake_is_told_before_anybody_is_in(desk: Desk, tmp_path: Path) -> None:
    """The sign-in page says where the report lies."""
    desk.program.begin()
    desk.program.crashed(tmp_path / "crash.txt")
    assert "crash.txt" in desk.window.toasts.toasts()[0].text()
