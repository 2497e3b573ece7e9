"""Each paper holds what went in, nothing it should not show, and is the same file each time."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from aftersales.documents import agreement, approval, follow_up, notice, registration
from aftersales.documents import values as v
from aftersales.documents.labels import LeftoverVariable, UnknownLabel, UnknownWord, labels_for
from aftersales.domain.codes import ClausePart
from aftersales.domain.money import in_words, yuan
from tests.documents import samples as s
from tests.documents.papers import NOTICES, PAPERS
from tests.documents.reading import bare, copied, font_rows, texts

if TYPE_CHECKING:
    from io import BytesIO

ROOT = Path(__file__).resolve().parents[2]
LABELS = labels_for()
UNSHOWN = {  # fields that a paper leaves out on purpose
    "registration": {"", *texts(tuple((one.offered, one.unmet_reason) for one in s.DEMANDS))},
    "agreement": {
        *(one.batch for one in s.REMEDIES),
        *(s.PRODUCT.seller, s.PRODUCT.equipment, s.PRODUCT.usage, s.PRODUCT.symptom, s.PRODUCT.qty_bought),
    },
}


def draw(name: str) -> bytes:
    """The paper of that name with its full value."""
    drawn_by, value = PAPERS[name]
    return drawn_by(value, LABELS)


def shown(text: str) -> set[str]:
    """The ways in which a text may stand on paper: as it is, or as one of the words of its code."""
    return {bare(words[text]) for words in LABELS.codes.values() if text in words} | {bare(text)}


@pytest.mark.parametrize("name", ["registration", "approval", "agreement", "follow_up"])
def test_every_text_is_on_the_paper(name: str, tmp_path: Path) -> None:
    """Whatever text is in the value can be copied out of the paper again."""
    paper = copied(draw(name), tmp_path)
    keys = {"dealer", "company", *ClausePart} if name == "agreement" else set()
    wanted = [
        text for text in texts(PAPERS[name][1]) if text not in UNSHOWN.get(name, set()) and text not in keys
    ]
    assert [text for text in wanted if not any(one in paper for one in shown(text))] == []


def test_agreement_holds_amounts_and_dates(tmp_path: Path) -> None:
    """Total, each amount, the total in words and the days stand in the agreement."""
    paper = copied(draw("agreement"), tmp_path)
    amounts = [yuan(one.amount) for one in s.REMEDIES if one.amount] + [yuan(660000), in_words(660000)]
    assert [one for one in [*amounts, "2024年5月6日", "2024年5月20日"] if one not in paper] == []


def test_approval_holds_amounts(tmp_path: Path) -> None:
    """Unit prices, totals, the authority's value and what similar cases cost stand on the approval sheet."""
    paper = copied(draw("approval"), tmp_path)
    amounts = [380_00, 45_00, 4560_00, 6600_00, 6060_00, 8200_50, 3800_00, 5120_00, 3500_00]
    assert [yuan(one) for one in amounts if yuan(one) not in paper] == []


def test_approval_is_one_page(tmp_path: Path) -> None:
    """An ordinary approval is one page, and a long one is set smaller before it runs on."""
    longer = replace(s.APPROVAL, opinion=s.APPROVAL.opinion * 8)
    for value in (s.APPROVAL, longer):
        assert "第1页共1页" in copied(approval.draw(value, LABELS), tmp_path)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_an_ordinary_registration_is_one_page(language: str, tmp_path: Path) -> None:
    """A form filled in full for one product takes one page; one with three runs on, signed at its end."""
    labels = labels_for(language)
    (page,) = _pages(registration.draw(s.REGISTRATION, labels), tmp_path)
    sign = bare(labels.label("registration.sign_customer"))
    assert sign in page
    long = replace(s.REGISTRATION, products=s.REGISTRATION.products * 3)
    pages = _pages(registration.draw(long, labels), tmp_path)
    assert [sign in page for page in pages] == [False, True]


@pytest.mark.parametrize("rows", [*range(4, 14), *range(32, 40)])
def test_no_last_row_stands_alone(rows: int, tmp_path: Path) -> None:
    """However many remedies there are, a page that begins with them holds two at least, under their head."""
    remedies = tuple(replace(s.REMEDIES[0], note=f"row{number:02}") for number in range(rows))
    told = _pages(agreement.draw(replace(s.AGREEMENT, remedies=remedies), LABELS), tmp_path)
    counts = [page.count("row") for page in told]
    assert sum(counts) == rows
    assert 1 not in counts[1:]


def _pages(pdf: bytes, folder: Path) -> list[str]:
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [copied(pdf, folder, at) for at in range(1, count + 1)]


def test_undecided_rung_is_left_open(tmp_path: Path) -> None:
    """A rung of the ladder without a decision has room for a pen instead of a stroke."""
    bare_sheet = replace(s.APPROVAL, links=())
    open_sheet = replace(s.APPROVAL, links=(v.ApprovalLink("manager"),))
    crossed, left_open = (copied(approval.draw(one, LABELS), tmp_path) for one in (bare_sheet, open_sheet))
    assert crossed.count("／") == left_open.count("／") + 5


@pytest.mark.parametrize("name", PAPERS)
def test_fonts_are_embedded(name: str, tmp_path: Path) -> None:
    """Every font of every paper is in the file, and none is Helvetica."""
    rows = font_rows(draw(name), tmp_path)
    assert rows
    assert [font for font, embedded in rows if not embedded or "Helvetica" in font] == []


@pytest.mark.parametrize("name", PAPERS)
def test_same_input_same_bytes(name: str) -> None:
    """Drawing again gives the same file, also after another paper was drawn in between."""
    first = draw(name)
    draw("notice_task")
    assert draw(name) == first


def test_same_bytes_in_another_process() -> None:
    """Another run of the program, with another hash seed, makes the same files."""
    code = (
        "import hashlib, tests.documents.test_papers as t\n"
        "print(hashlib.sha256(b''.join(map(t.draw, t.PAPERS))).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == hashlib.sha256(b"".join(map(draw, PAPERS))).hexdigest()


def test_file_tells_what_it_is(tmp_path: Path) -> None:
    """Title, author and language are in the file's own description."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(draw("agreement"))
    with path.open("rb") as stream:
        told = _told(stream)  # type: ignore[arg-type]
    assert told == ("客户投诉处理协议书 TS-20240506-001-X1", "华东润滑油有限公司", "zh-CN")


def _told(stream: BytesIO) -> tuple[str | None, str | None, str]:
    reader = pypdf.PdfReader(stream)
    info = reader.metadata
    assert info is not None
    return info.title, info.author, str(reader.trailer["/Root"]["/Lang"])  # type: ignore[index]


def test_frame_stands_on_each_page(tmp_path: Path) -> None:
    """Number, version, page of pages, who printed when and the anchor stand on each of two pages."""
    paper = copied(draw("agreement"), tmp_path)
    assert paper.count("打印：李文员2024-05-0809:30") == 2
    assert paper.count("编号：TS-20240506-001-X1第3版") == 2
    assert paper.count("记录锚9f2c41ab77e0") == 2
    assert "第1页共2页" in paper
    assert "第2页共2页" in paper


def test_draft_until_issued(tmp_path: Path) -> None:
    """草稿 stands across each page of an agreement until it is issued, then nowhere."""
    assert copied(draw("agreement"), tmp_path).count("草稿") == 2
    issued = replace(s.AGREEMENT, issued=True)
    assert "草稿" not in copied(agreement.draw(issued, LABELS), tmp_path)


@pytest.mark.parametrize(
    ("kind", "own"), [("dealer", "终端用户"), ("company", "有权代表"), ("person", "消费者")]
)
def test_agreement_by_kind_of_party(kind: str, own: str, tmp_path: Path) -> None:
    """A dealer, a company and a person each get the sentence that concerns them, and no other's."""
    paper = copied(agreement.draw(s.agreed(kind), LABELS), tmp_path)
    assert [one for one in ("终端用户", "有权代表", "消费者") if one in paper] == [own]


def test_waiver_keeps_what_the_law_keeps(tmp_path: Path) -> None:
    """Bodily injury, unknown defects and reports to authorities stay outside every waiver."""
    least = s.agreed(withdraw_from=None, confidential_clause=False, breach_rate=None, total=0, items=())
    paper = copied(agreement.draw(least, LABELS), tmp_path)
    wanted = (
        "不及于人身伤害",
        "无法知道的缺陷",
        "法律规定不得放弃的权利",
        "不限制任何一方依法向主管机关举报",
    )
    assert [one for one in wanted if one not in paper] == []


def test_clauses_are_numbered_without_a_gap(tmp_path: Path) -> None:
    """Without the confidential clause the next one takes its number."""
    paper = copied(agreement.draw(s.agreed(confidential_clause=False), LABELS), tmp_path)
    assert "六、违约责任" in paper
    assert "九、生效与文本" in paper
    assert "十、" not in paper


def test_signatures_never_stand_alone(tmp_path: Path) -> None:
    """However long the facts are, text of the last clause stands on the page that is signed."""
    for lines in range(0, 60, 3):
        value = s.agreed(facts="\n".join("漏" * (lines + 1)))
        signed = copied(agreement.draw(value, LABELS), tmp_path).split("第1页")[-1]
        last = signed[: signed.index("甲方（盖章）")].split("记录锚")[-1]
        assert "生效与文本" in last


def test_court_or_arbitration_never_both(tmp_path: Path) -> None:
    """The agreement names a court or an arbitration, as chosen."""
    for dispute, wanted, other in (("court", "诉讼", "仲裁"), ("arbitration", "仲裁", "诉讼")):
        paper = copied(agreement.draw(s.agreed(dispute=dispute), LABELS), tmp_path)
        assert wanted in paper
        assert other not in paper


def test_empty_variable_is_none_on_paper(tmp_path: Path) -> None:
    """A variable left empty prints as 无, and no brace is left anywhere."""
    paper = copied(agreement.draw(s.agreed(waiver_scope=" \u200d", bank=None), LABELS), tmp_path)
    assert "双方关于无的投诉" in paper
    assert "开户行无" in paper
    assert "{" not in paper


def test_leftover_variable_is_refused() -> None:
    """A template's {variable} that was pasted into a field is named instead of printed."""
    with pytest.raises(LeftoverVariable) as refused:
        s.agreed(facts="漏油，共{total}元")
    assert refused.value.facts == {"name": "total", "key": "problem"}


def test_unknown_codes_are_refused() -> None:
    """A code without a word never prints as a code."""
    with pytest.raises(UnknownWord):
        registration.draw(replace(s.REGISTRATION, channel="pigeon"), LABELS)
    with pytest.raises(UnknownLabel):
        s.agreed(freight_by="nobody")
    with pytest.raises(notice.UnknownNotice):
        notice.draw(replace(s.NOTICE, kind="sing"), LABELS)


def test_word_added_by_the_office_prints(tmp_path: Path) -> None:
    """A value that the office added to a dictionary prints as it is."""
    assert "快手直播" in copied(
        registration.draw(replace(s.REGISTRATION, channel="快手直播"), LABELS), tmp_path
    )


@pytest.mark.parametrize("kind", NOTICES)
def test_notice_shows_only_what_its_department_needs(kind: str, tmp_path: Path) -> None:
    """Bank data go to finance only, prices to finance and marketing, addresses to who goes there."""
    paper = copied(draw(f"notice_{kind}"), tmp_path)
    assert ("11060219" in paper) == (kind == "pay")
    assert ("1,500.00" in paper) == (kind in ("pay", "credit_note"))
    assert ("380.00" in paper) == (kind in ("gift", "credit_note"))
    assert ("中山北路99号" in paper) == (kind in ("ship", "take_back", "gift", "repair"))


@pytest.mark.parametrize("kind", NOTICES)
def test_who_sends_or_packs_reads_how(kind: str, tmp_path: Path) -> None:
    """Packing and mark stand on the papers of the store, of production and of who gives presents."""
    paper = copied(draw(f"notice_{kind}"), tmp_path)
    dressed = kind in ("ship", "gift", "special_packing")
    assert ("加固" in paper, "原包装" in paper) == (dressed, dressed)


@pytest.mark.parametrize("kind", NOTICES)
def test_notice_has_head_title_and_sign_off(kind: str, tmp_path: Path) -> None:
    """Each kind has its own title, case, due time and a line to sign for the one who issued it."""
    paper = copied(draw(f"notice_{kind}"), tmp_path)
    title = bare(LABELS.label(f"notice.title.{kind}"))
    wanted = (title, "TS-20240506-001", "2024-05-1117:15", "开单：", "以下由接收部门填写")
    assert [one for one in wanted if one not in paper] == []


def test_ship_notice_names_the_waiting(tmp_path: Path) -> None:
    """Items, batch wanted, packing, mark, consignee and what it waits for stand on the shipping notice."""
    paper = copied(draw("notice_ship"), tmp_path)
    wanted = (
        "非B20240311-07",
        "加固",
        "客诉补偿",
        "JX0818",
        "王建国",
        "TS-20240506-001-C2",
        "客户停机",
        "我方",
    )
    assert [one for one in wanted if one not in paper] == []


def test_blank_forms_leave_room(tmp_path: Path) -> None:
    """A form for hand filling has its labels and no stroke in the empty fields."""
    imprint = replace(s.IMPRINT, number="", anchor="")
    blank = v.Registration(imprint=imprint, customer=v.Person(name=""), by_hand=True)
    paper = copied(registration.draw(blank, LABELS), tmp_path)
    assert "客户原话" in paper
    assert "／" not in paper
    call = v.FollowUp(imprint=imprint, case_no="", customer="", by_hand=True)
    assert "／" not in copied(follow_up.draw(call, LABELS), tmp_path)


def test_follow_up_ticks_the_answer(tmp_path: Path) -> None:
    """Exactly the given answers are ticked, and one that is not in the list is added, not lost."""
    paper = copied(draw("follow_up"), tmp_path)
    assert "■基本满意" in paper
    assert paper.count("■") == 5
    odd = replace(s.FOLLOW_UP, satisfaction="说不清")
    assert "■说不清" in copied(follow_up.draw(odd, LABELS), tmp_path)


def test_agreement_is_small() -> None:
    """An issued agreement of two pages stays below 80 KB."""
    assert len(agreement.draw(replace(s.AGREEMENT, issued=True), LABELS)) <= 80 * 1024
