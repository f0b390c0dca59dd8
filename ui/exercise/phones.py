"""The observers' page on their phones: opened and closed, with its QR code large enough for the room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox, QDialog, QSizePolicy, QWidget

from coach.observers.qr import qr_svg
from coach.observers.serve import Server, Serving, start_server
from ui.desk import Desk
from ui.jobs import Failure
from ui.widgets.fill import fill
from ui.widgets.parts import button, column, flowing, label, row


class Phones(QObject):
    """Serves the page of one session. `changed` when it is open or closed or the network chosen is another."""

    changed = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, parent: QObject, desk: Desk, now_s: Callable[[], float]) -> None:
        super().__init__(parent)
        self._desk, self._now_s = desk, now_s
        self._server: Server | None = None
        self._address: str | None = None
        self._round = 0  # a page that was asked for and is no longer wanted
        self.is_opening = False

    @property
    def serving(self) -> Serving | None:
        return self._server.serving if self._server else None

    @property
    def address(self) -> str | None:
        """Of this machine on the network that the phones are in; None when closed or on no network."""
        serving = self.serving
        if serving is None or not serving.addresses:
            return None
        return self._address if self._address in serving.addresses else serving.addresses[0]

    @property
    def url(self) -> str | None:
        return self.serving.url(self.address) if self.address else None

    def choose(self, address: str) -> None:
        self._address = address
        self.changed.emit()

    def open(self, folder: Path) -> None:
        import time

        if self._server is not None or self.is_opening:
            return
        self.is_opening = True
        self._round += 1
        asked = self._round
        ahead_s = self._now_s() - time.time()
        job = self._desk.jobs.start(lambda handle: start_server(folder, clock_ahead_s=ahead_s))
        job.done.connect(lambda server: self._opened(asked, server))
        job.failed.connect(self._not_opened)
        self.changed.emit()

    def close(self) -> None:
        """Everybody is out at once; the process ends beside the window."""
        self._round += 1
        server, self._server = self._server, None
        if server is not None:
            self._desk.jobs.start(lambda handle: server.stop())
            self.changed.emit()

    def close_now(self) -> None:
        """And wait for it: the window closes."""
        self._round += 1
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    def look(self) -> None:
        """Whether it still is there."""
        if self._server is not None and not self._server.is_alive:
            self.close()
            from ui.messages import MESSAGES

            self.failed.emit(Failure(MESSAGES["phones_ended"]))

    def _opened(self, asked: int, server: Server) -> None:
        self.is_opening = False
        if asked != self._round:
            self._desk.jobs.start(lambda handle: server.stop())
        else:
            self._server = server
        self.changed.emit()

    def _not_opened(self, failure: Failure) -> None:
        self.is_opening = False
        self.failed.emit(failure)
        self.changed.emit()


class PhonesDialog(QDialog):
    """`asked` whether the page is to be open."""

    asked = Signal(bool)

    def __init__(self, parent: QWidget, desk: Desk, phones: Phones) -> None:
        super().__init__(parent)
        self._desk, self._phones = desk, phones
        self.setObjectName("phones")
        lines = column(self, margins=(24, 20, 24, 18), spacing=10)
        self._title, self._how = label(role="heading"), flowing(role="soft")
        self.code = QrCode()
        self._address, self._code = label(role="title"), label(role="title")
        self._problem = flowing(role="failed")
        for each in (self._address, self._code):
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        which = row(spacing=8)
        self._which_caption, self.which = label(role="hint"), QComboBox()
        self._which_caption.setBuddy(self.which)
        which.addStretch(1)
        which.addWidget(self._which_caption)
        which.addWidget(self.which)
        which.addStretch(1)
        foot = row(spacing=8)
        self.press = button("", lambda: self.asked.emit(phones.serving is None), "main")
        self._leave = button("", self.accept)
        foot.addWidget(self.press)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        for each in (self._title, self._how):
            lines.addWidget(each)
        lines.addWidget(self.code, 1)
        lines.addWidget(self._address)
        lines.addWidget(self._code)
        lines.addLayout(which)
        lines.addWidget(self._problem)
        lines.addLayout(foot)
        self.which.activated.connect(lambda place: phones.choose(self.which.currentData()))
        phones.changed.connect(self.show_state)
        desk.words.changed.connect(self.show_state)
        self.setMinimumWidth(460)
        self.show_state()

    def show_state(self) -> None:
        words, phones = self._desk.words, self._phones
        serving = phones.serving
        self.setWindowTitle(words("phones_title"))
        self._title.setText(words("phones_title"))
        self._how.setText(words("phones_how"))
        self._leave.setText(words("close"))
        opens = "phones_opening" if phones.is_opening else "close_phones" if serving else "open_phones"
        self.press.setText(words(opens))
        self.press.setEnabled(not phones.is_opening)
        for part in (self.code, self._address, self._code):
            part.setVisible(phones.url is not None)
        several = serving is not None and len(serving.addresses) > 1
        self._which_caption.setVisible(several)
        self.which.setVisible(several)
        self._problem.setVisible(serving is not None and phones.url is None)
        self._problem.setText(words("phones_no_network"))
        self._which_caption.setText(words("phones_which"))
        self.which.setAccessibleName(words("phones_which"))
        if phones.url is not None:
            fill(self.which, [(each, each) for each in serving.addresses], chosen=phones.address)
            self.code.show_text(phones.url)
            self._address.setText(f"{words('phones_address')}{words.colon}{phones.url.partition('#')[0]}")
            self._code.setText(f"{words('phones_code')}{words.colon}{serving.code}")
        self.adjustSize()


class QrCode(QWidget):
    """Black on white whatever the theme: readers need it so."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._svg = QByteArray()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, text: str) -> None:
        if text != self._text:
            self._text, self._svg = text, QByteArray(qr_svg(text))
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    def paintEvent(self, event: object) -> None:
        side = float(min(self.width(), self.height()))
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.fillRect(box, Qt.GlobalColor.white)
        if not self._svg.isEmpty():
            QSvgRenderer(self._svg).render(painter, box)
        painter.end()
