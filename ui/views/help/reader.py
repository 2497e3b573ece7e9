"""Shows a page of the manual: local words and pictures only, nothing is ever fetched."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextCursor, QTextDocument, QTextFormat, QTextTable
from PySide6.QtWidgets import QTextBrowser

from ui.i18n import translate
from ui.views.help.leaf import PAGES, Leaf
from ui.widgets import fonts
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

WIDEST = 860
"""A line of the manual in px at 100 %; pictures are as wide."""

PICTURE = "\ufffc"
"""What stands for a picture in a document's text."""


class Reader(QTextBrowser):
    """``asked`` brings the page to which a link leads."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._leaf = Leaf("", "")
        self.setAccessibleName(translate("Help", "说明"))
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)
        theme().changed.connect(self._draw)

    def show_leaf(self, leaf: Leaf) -> None:
        """Show this page from its beginning."""
        self._leaf = leaf
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """The page's own pictures at the width of the text; nothing else is there."""
        told = name.toString() if isinstance(name, QUrl) else name
        picture = self._leaf.pictures.get(told)
        if picture is None or picture.isNull():
            return None
        sharp = self.devicePixelRatioF()
        wide = round(min(self._room(), px(WIDEST)) * sharp)
        small = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(sharp)
        return small

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            at = self.verticalScrollBar().value()
            self._draw()
            self.verticalScrollBar().setValue(at)

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * px(32), px(200))

    def _draw(self) -> None:
        dressed = QPalette(self.palette())
        for role, token in (
            (QPalette.ColorRole.Base, Token.SURFACE),
            (QPalette.ColorRole.Text, Token.INK),
            (QPalette.ColorRole.Link, Token.ACCENT),
        ):
            dressed.setColor(role, colour(token))
        self.setPalette(dressed)
        self.setFont(fonts.body())
        paper = QTextDocument(self)  # a used one keeps the letters that it ended with
        paper.setDefaultFont(fonts.body())
        paper.setDocumentMargin(px(32))
        paper.setMarkdown(self._leaf.words, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self.setDocument(paper)  # Qt deletes the one before
        self._space()

    def _space(self) -> None:
        """Lines as far apart as everywhere in the window, headings in the window's sizes."""
        paper = self.document()
        block = paper.begin()
        while block.isValid():
            cursor, shape = QTextCursor(block), block.blockFormat()
            level = shape.headingLevel()
            shape.setLineHeight(
                100 if PICTURE in block.text() else 145, 1
            )  # QTextBlockFormat.ProportionalHeight
            shape.setBottomMargin(px(6))
            shape.setTopMargin(px(14) if level > 1 else 0)
            cursor.setBlockFormat(shape)
            if level:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                letters = cursor.charFormat()
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                letters.setFont(fonts.title() if level == 1 else fonts.section())
                cursor.setCharFormat(letters)
            block = block.next()
        for frame in paper.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _table(frame)

    def _follow(self, to: QUrl) -> None:
        name = to.toString().removesuffix(".md")
        if name in PAGES:
            self.asked.emit(name)


def _table(table: QTextTable) -> None:
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderBrush(colour(Token.LINE))
    shape.setBorderCollapse(True)
    shape.setCellPadding(px(6))
    table.setFormat(shape)
