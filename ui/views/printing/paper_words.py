"""The words of the papers in the window."""

from __future__ import annotations

from collections.abc import Mapping

from ui.i18n import translate


def paper_words() -> Mapping[str, str]:
    """Every paper's word by its name."""
    return {
        "registration": translate("Paper", "登记表"),
        "tracking": translate("Paper", "投诉跟踪表"),
        "approval": translate("Paper", "审批表"),
        "answer": translate("Paper", "答复函"),
        "decline": translate("Paper", "不予支持说明"),
        "apology": translate("Paper", "道歉函"),
        "progress": translate("Paper", "进度通知"),
        "agreement": translate("Paper", "处理协议书"),
        "notice": translate("Paper", "通知单"),
        "slip_a5": translate("Paper", "通知单（A5）"),
        "slip_241": translate("Paper", "通知单（三联）"),
        "follow_up": translate("Paper", "回访记录表"),
        "closed_file": translate("Paper", "结案卷"),
        "leaflet": translate("Paper", "投诉须知"),
        "blank_registration": translate("Paper", "空白登记表"),
        "blank_follow_up": translate("Paper", "空白回访记录表"),
        "blank_tracking": translate("Paper", "空白跟踪表"),
    }


def paper_word(paper: str) -> str:
    """A paper's word."""
    return paper_words().get(paper, paper)
