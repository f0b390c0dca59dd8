"""Icons drawn from a few strokes, in the theme's ink, sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{ink}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
_STROKES = {
    "calls": '<path d="M4 6h16M4 12h16M4 18h10"/><circle cx="19" cy="18" r="1.6"/>',
    "files": '<path d="M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"/>',
    "practise": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3.500"/>',
    "roleplay": '<circle cx="8" cy="8" r="3.200"/><circle cx="17" cy="9" r="2.600"/><path d="M2.500 20a5.500 5.500 0 0 1 11 0M15 15.200a4.500 4.500 0 0 1 6.500 4.300"/>',
    "drill": '<circle cx="12" cy="13.500" r="7.500"/><path d="M12 9.500v4l2.500 2M9.500 2.500h5M12 2.500V6"/>',
    "progress": '<path d="M4 4v16h16M8 15l3.500-4 3 2.500L20 7"/>',
    "settings": '<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.600"/><circle cx="8" cy="17" r="2.600"/>',
    "search": '<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5 5"/>',
    "play": '<path d="M8 5.5v13l10.5-6.5z" fill="{ink}"/>',
    "pause": '<path d="M8.5 6v12M15.5 6v12" stroke-width="3.4"/>',
    "back_5": '<path d="M11 7l-5 5 5 5M18 7l-5 5 5 5"/>',
    "forward_5": '<path d="M6 7l5 5-5 5M13 7l5 5-5 5"/>',
    "previous_finding": '<rect x="10" y="5" width="9" height="14" rx="1.5"/><path d="M5 6v12"/>',
    "next_finding": '<rect x="5" y="5" width="9" height="14" rx="1.5"/><path d="M19 6v12"/>',
    "loop": '<path d="M17 3l3.5 3.5L17 10M20 6.500H8a4 4 0 0 0-4 4v1M7 21l-3.500-3.500L7 14M4 17.500h12a4 4 0 0 0 4-4v-1"/>',
    "zoom_in": '<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5 5M10.500 8v5M8 10.500h5"/>',
    "zoom_out": '<circle cx="10.500" cy="10.500" r="6"/><path d="M15 15l5 5M8 10.500h5"/>',
    "zoom_all": '<path d="M4 12h16M4 12l3-3M4 12l3 3M20 12l-3-3M20 12l-3 3M2.500 5v14M21.500 5v14"/>',
    "back": '<path d="M14.500 5l-7 7 7 7"/>',
    "undo": '<path d="M9 14L4 9l5-5M4 9h10.500a5.500 5.500 0 0 1 0 11H11"/>',
    "redo": '<path d="M15 14l5-5-5-5M20 9H9.500a5.500 5.500 0 0 0 0 11H13"/>',
    "earlier": '<path d="M12 19V5m0 0l-5 5m5-5l5 5"/>',
    "later": '<path d="M12 5v14m0 0l-5-5m5 5l5-5"/>',
    "remove": '<path d="M6 6l12 12M18 6L6 18"/>',
    "ear": '<path d="M4 10v4h4l5 4V6l-5 4zM16.500 9a4 4 0 0 1 0 6M19 6.500a8 8 0 0 1 0 11"/>',
}
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<rect x="9.500" y="4" width="11" height="16" rx="1.800" fill="{yellow}" transform="rotate(12 15 12)"/>'
    '<rect x="3.500" y="4" width="11" height="16" rx="1.800" fill="{red}" transform="rotate(-7 9 12)"/></svg>'
)


def icon(name: str, ink: str, *, size: int = 20) -> QIcon:
    """Raises KeyError for an icon that does not exist."""
    return QIcon(_pixmap(_HEAD.format(ink=ink) + _STROKES[name].format(ink=ink) + "</svg>", size))


def logo(size: int, *, red: str = "#b3211c", yellow: str = "#f3c316") -> QPixmap:
    return _pixmap(_LOGO.format(red=red, yellow=yellow), size)


def _pixmap(svg: str, size: int) -> QPixmap:
    ratio = max(2.0, QGuiApplication.primaryScreen().devicePixelRatio()) if QGuiApplication.primaryScreen() else 2.0
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
