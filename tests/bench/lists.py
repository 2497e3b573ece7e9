"""A page of the list scrolled and painted, against Qt's own model and painter with the same words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from tests.bench.heartbeat import quantile

if TYPE_CHECKING:
    from ui.widgets.table import ListView

SCROLLED = 100
"""Pages that are scrolled."""


def scrolled(view: QTableView) -> list[float]:
    """Milliseconds of the processor for each page, scrolled and painted."""
    bar, times = view.verticalScrollBar(), []
    bar.setValue(0)
    view.viewport().repaint()
    for _ in range(SCROLLED):
        begin = time.thread_time()
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()
        times.append((time.thread_time() - begin) * 1000)
    return times


def bare(view: ListView) -> QTableView:
    """Qt's own table with its C++ model, as large as ours and with the same words."""
    model, table = QStandardItemModel(), QTableView()
    columns = view.shown_columns()
    for row in range(view.rows.rowCount()):
        model.appendRow([QStandardItem(str(view.rows.cell(row, column))) for column in columns])
    table.setModel(model)
    model.setParent(table)
    table.resize(view.size())
    for at, column in enumerate(columns):
        table.setColumnWidth(at, view.columnWidth(column))
    table.verticalHeader().setDefaultSectionSize(view.rowHeight(0))
    table.show()
    QCoreApplication.processEvents()
    return table


def paging(view: ListView) -> list[tuple[str, float, float]]:
    """What is told: a name, ours, the floor's; first with every cell new to us, then once more."""
    plain = bare(view)
    floor = scrolled(plain)
    view.rows.forget_cells()
    view.painter.forget()
    fresh, again = scrolled(view), scrolled(view)
    plain.close()
    plain.deleteLater()
    return [
        ("a page of the list scrolled, p95", quantile(fresh, 0.95), quantile(floor, 0.95)),
        ("  … once more (repaint)", quantile(again, 0.95), quantile(floor, 0.95)),
    ]
