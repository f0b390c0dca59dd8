"""How the window looks: the report's colours, light and dark, in the system's fonts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from coach.model import Language
from ui.style_sheet import STYLE

Choice = Literal["system", "light", "dark"]
MIN_POINTS = 10.0  # some systems ask for 9, too small for Chinese
IMAGES = Path(__file__).with_name("images")
# Systems choose a Chinese face for the reader's country only when asked: these are theirs, in the report's order.
CHINESE = ("PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The same names and values as in the report (coach/report/templates/report.css)."""

    paper: str
    sheet: str
    ink: str
    soft: str
    line: str
    ground: str
    red: str
    red_ink: str
    red_text: str
    red_wash: str
    yellow: str
    yellow_ink: str
    yellow_text: str
    yellow_wash: str
    missed: str
    missed_wash: str
    strength: str
    strength_ink: str
    strength_wash: str
    delivery: str
    delivery_wash: str
    rep: str
    other: str
    link: str
    hover: str

    def text_of(self, look: str) -> str:
        """The colour of words about a card of this look."""
        return getattr(self, f"{look}_text" if look in ("red", "yellow") else look)

    def wash_of(self, look: str) -> str:
        return getattr(self, f"{look}_wash")


LIGHT = Colours(
    paper="#f4f3ef", sheet="#ffffff", ink="#1c1e22", soft="#565b64", line="#d6d4cc", ground="#f1f0ec",
    red="#b3211c", red_ink="#ffffff", red_text="#a31d18", red_wash="#fbe3e1",
    yellow="#f3c316", yellow_ink="#241d00", yellow_text="#6b5200", yellow_wash="#fff1bf",
    missed="#5f3a96", missed_wash="#ece4f7", strength="#14683d", strength_ink="#ffffff", strength_wash="#dff1e5",
    delivery="#1d568f", delivery_wash="#e1ecf7", rep="#1d568f", other="#4d5560", link="#1d4f86", hover="#e7e5de",
)  # fmt: skip
DARK = Colours(
    paper="#131518", sheet="#1b1e22", ink="#e9e7e2", soft="#a9adb5", line="#383c43", ground="#23272c",
    red="#cc3a33", red_ink="#ffffff", red_text="#ff8d85", red_wash="#47191a",
    yellow="#f0c52e", yellow_ink="#241d00", yellow_text="#f2cf5b", yellow_wash="#43370c",
    missed="#bfa0ee", missed_wash="#33264a", strength="#69c48f", strength_ink="#06210f", strength_wash="#173a26",
    delivery="#83b7ea", delivery_wash="#1b324a", rep="#83b7ea", other="#a9adb5", link="#8dbdf0", hover="#2a2e34",
)  # fmt: skip


class Theme(QObject):
    """Light, dark, or as the system is; `changed` when the colours are others."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice, language: Language) -> None:
        super().__init__(app)
        self._app = app
        self.choice: Choice = choice
        self._system_family = app.font().family()
        self._language = language
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self.choose(choice)

    def choose(self, choice: Choice) -> None:
        self.choice = choice
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}
        self._app.styleHints().setColorScheme(schemes[choice])
        self._apply()

    def read_in(self, language: Language) -> None:
        """Put the faces of this language first."""
        if language != self._language:
            self._language = language
            self._apply()

    @property
    def is_dark(self) -> bool:
        if self.choice == "system":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.choice == "dark"

    @property
    def colours(self) -> Colours:
        return self._colours

    def points(self, scale: float) -> float:
        """A size relative to the application's font, in points."""
        return round(self._app.font().pointSizeF() * scale, 1)

    def font(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(self._app.font())
        font.setPointSizeF(self.points(scale))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def _apply(self) -> None:
        self._colours = colours = DARK if self.is_dark else LIGHT  # kept: a long call asks for them thousands of times
        self._app.setFont(self._font())
        self._app.setPalette(_palette(colours))
        values = {field.name: getattr(colours, field.name) for field in fields(colours)}
        sizes = {name: self.points(scale) for name, scale in _SIZES.items()}
        sheet = STYLE
        files = {"images": IMAGES.as_posix(), "shade": "dark" if self.is_dark else "light"}
        for name, value in {**values, **sizes, **files}.items():
            sheet = sheet.replace(f"@{name}@", str(value))
        self._app.setStyleSheet(sheet)
        self.changed.emit()


    def _font(self) -> QFont:
        font = QFont(self._app.font())
        there = set(QFontDatabase.families())
        chinese = [family for family in CHINESE if family in there][:1]
        families = [*chinese, self._system_family] if self._language == "zh" else [self._system_family, *chinese]
        font.setFamilies(families)
        font.setPointSizeF(max(MIN_POINTS, font.pointSizeF()))
        return font


_SIZES = {"small": 0.88, "normal": 1.0, "large": 1.12, "title": 1.25, "heading": 1.5, "huge": 3.2}


def _palette(colours: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, colours.paper),
        (roles.WindowText, colours.ink),
        (roles.Base, colours.sheet),
        (roles.AlternateBase, colours.ground),
        (roles.Text, colours.ink),
        (roles.Button, colours.sheet),
        (roles.ButtonText, colours.ink),
        (roles.ToolTipBase, colours.sheet),
        (roles.ToolTipText, colours.ink),
        (roles.PlaceholderText, colours.soft),
        (roles.Link, colours.link),
        (roles.LinkVisited, colours.link),
        (roles.Highlight, colours.link),
        (roles.HighlightedText, colours.sheet),
        (roles.Mid, colours.line),
        (roles.Light, colours.sheet),
        (roles.Dark, colours.line),
        (roles.Accent, colours.link),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.soft))
    return palette
