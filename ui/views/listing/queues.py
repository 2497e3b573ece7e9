"""Queues and the timeline as tables: what of an approval, a call and an act is told in a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.i18n import translate
from ui.models.cells import Amount
from ui.models.rows import Column
from ui.presenters.approvals import ApprovalDuty
from ui.presenters.case import Happened
from ui.presenters.exporting import Table
from ui.presenters.follow_ups import Group, Waiting
from ui.texts import Words
from ui.views.casework.wording import Wording
from ui.views.tables import made


def approvals(waiting: Sequence[ApprovalDuty], say: Wording, what: Callable[[ApprovalDuty], str]) -> Table:
    """What waits for a leader; ``what`` tells what is proposed."""
    columns: tuple[Column[ApprovalDuty], ...] = (
        Column("number", translate("Queues", "编号"), lambda one: one.head.case_no),
        Column("customer", translate("Queues", "客户"), lambda one: one.head.cust_name or ""),
        Column("what", translate("Queues", "方案"), what),
        Column("amount", translate("Queues", "金额"), lambda one: Amount(one.proposal.authority_value)),
        Column("owner", translate("Queues", "负责人"), lambda one: say.person(one.head.owner)),
        Column(
            "due",
            translate("Queues", "时限"),
            str,
            value=lambda one: say.local(one.due_at) if one.due_at else None,
        ),
    )
    return made(translate("Rail", "审批"), columns, waiting)


def calls(waiting: Sequence[Waiting], say: Wording, day: Callable[[Group], str], words: Words) -> Table:
    """Who is to be called; ``day`` says when."""
    columns: tuple[Column[Waiting], ...] = (
        Column("day", translate("Queues", "何时"), lambda one: day(one.group)),
        Column("number", translate("Queues", "编号"), lambda one: one.line.case_no),
        Column("customer", translate("Queues", "客户"), lambda one: one.line.cust_name or ""),
        Column("title", translate("Queues", "投诉要点"), lambda one: one.line.title or ""),
        Column("owner", translate("Queues", "负责人"), lambda one: say.person(one.line.owner)),
        Column("planned", translate("Queues", "计划日"), str, value=lambda one: one.line.planned_on),
        Column("money_by", translate("Queues", "款应到账日"), str, value=lambda one: one.line.money_by),
        Column("tried", translate("Queues", "打过次数"), str, value=lambda one: one.line.attempts),
        Column(
            "said",
            translate("Queues", "客户的话"),
            lambda one: words.word("satisfaction", one.line.said) if one.line.said else "",
        ),
    )
    return made(translate("Rail", "回访"), columns, waiting)


def timeline(case_no: str, rows: Sequence[Happened], say: Wording) -> Table:
    """What happened in a case, newest first."""
    columns: tuple[Column[Happened], ...] = (
        Column("at", translate("Queues", "时间"), str, value=lambda row: say.local(row.at)),
        Column("who", translate("Queues", "谁"), say.doer),
        Column("what", translate("Queues", "事项"), say.done),
        Column("said", translate("Queues", "内容"), lambda row: row.said),
    )
    return made(f"{case_no} {translate('Case', '时间线')}", columns, rows)
