"""Simple HTML as a PDF: `python -m ui.pdf TITLE a4|letter < HTML > PDF`. A process of its own, since the engine has no Qt.

Qt lays the text out with the system's fonts and puts the characters that are used into the file, so that Chinese looks the
same wherever it is opened and no font has to be shipped.
"""

from __future__ import annotations

import os
import re
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QRawFont, QTextDocument

NO_CHINESE_FONT = 3  # the exit code that says so
MARGIN_MM = 18.0
TEXT_PT = 10
RESOLUTION_DPI = 300
_PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_TO_UNICODE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_EVERY_LETTER = "".join(map(chr, range(0x20, 0xD800)))
_CHINESE = re.compile("[\u3400-\u9fff]")
# Sans-serif families of the systems, in the order of choice; any other that has the characters comes after them.
_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "SimSun")


def pdf(html: str, *, title: str, family: str | None, paper: str = "a4") -> bytes:
    """The document on that paper with page numbers, as a PDF 1.4; needs a QGuiApplication. `family` None: the system's usual font."""
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(RESOLUTION_DPI)
    writer.setPageSize(QPageSize(_PAPERS[paper]))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setCreator("Red Card Coach")
    font = QFont(family or QGuiApplication.font().family(), TEXT_PT)
    _print(html, writer, font)
    device.close()
    return with_own_characters(content.data(), _stand_ins(html, font))


def chinese_family() -> str | None:
    """A font family with Simplified Chinese; None when the system has none."""
    there = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return next((family for family in _FAMILIES if family in there), next(iter(there), None))


def with_own_characters(content: bytes, stand_ins: dict[str, str]) -> bytes:
    """The PDF with the characters of `stand_ins` replaced in the tables by which its text is copied and searched.

    Qt writes these tables uncompressed, four hexadecimal digits a character, so that no length changes.
    """

    def mended(table: re.Match[bytes]) -> bytes:
        return _CODE.sub(lambda code: b"<%04X>" % ord(own[code[1]]) if code[1] in own else code[0], table[0])

    own = {b"%04X" % ord(other): letter for other, letter in stand_ins.items()}
    return _TO_UNICODE.sub(mended, content)


def _stand_ins(text: str, font: QFont) -> dict[str, str]:
    """Characters that Qt writes for those of the text when both look the same: the first with that shape, 户 as the radical ⼾."""
    shapes = QRawFont.fromFont(font)
    first: dict[int, str] = {}
    for letter, shape in zip(_EVERY_LETTER, shapes.glyphIndexesForString(_EVERY_LETTER), strict=True):
        first.setdefault(shape, letter)
    letters = "".join(sorted(set(text) & set(_EVERY_LETTER)))
    pairs = zip(letters, shapes.glyphIndexesForString(letters), strict=True)
    return {other: letter for letter, shape in pairs if shape and (other := first[shape]) != letter and other not in letters}


def _print(html: str, writer: QPdfWriter, font: QFont) -> None:
    painter = QPainter(writer)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(font)
    document.setHtml(html)
    page = QRectF(painter.viewport())
    foot = 2.5 * painter.fontMetrics().height()
    text = QSizeF(page.width(), page.height() - foot)
    document.setPageSize(text)
    painter.setFont(QFont(font.family(), TEXT_PT - 2))
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * text.height())
        document.drawContents(painter, QRectF(0, number * text.height(), text.width(), text.height()))
        painter.restore()
        place = QRectF(0, page.height() - foot, page.width(), foot)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"{number + 1} / {document.pageCount()}")
    painter.end()


def main() -> int:
    title, paper = sys.argv[1:3]
    html = sys.stdin.buffer.read().decode()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(["redcard"])
    family = chinese_family() if _CHINESE.search(html) else None
    if family is None and _CHINESE.search(html):
        return NO_CHINESE_FONT
    sys.stdout.buffer.write(pdf(html, title=title, family=family, paper=paper))
    sys.stdout.buffer.flush()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
