"""What a person says of a finding: right or wrong, by two buttons; and what was said, to be taken back or offered as an example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from coach.report.cards import Card
from ui.desk import Desk
from ui.widgets.parts import button, column, frame, label, row

Said = Literal["right", "wrong", "added", "gone"]  # gone: with a correction of words or speaker
Asked = Literal["right", "wrong", "take_back", "offer"]
Ask = Callable[[str, Asked], None]  # with the finding's uid

_BUTTONS: dict[Asked, tuple[str, str]] = {
    "right": ("say_right", "say_right_hint"),
    "wrong": ("say_wrong", "say_wrong_hint"),
    "take_back": ("take_back", "take_back_hint"),
    "offer": ("offer_example", "offer_example_hint"),
}
_SAID: dict[Said, str] = {"right": "said_right", "wrong": "said_wrong", "added": "said_added", "gone": "said_gone"}


class VerdictLine(QWidget):
    """`said` None: nobody has spoken of the finding yet."""

    def __init__(self, desk: Desk, card: Card, said: Said | None, ask: Ask) -> None:
        super().__init__()
        words = desk.words
        line = row(self, spacing=4)

        def add(what: Asked) -> None:
            key, hint = _BUTTONS[what]
            made = button(words(key), lambda: ask(card.uid, what), "fold")
            made.setProperty("asks", f"{what} {card.uid}")
            made.setToolTip(words(hint))
            made.setAccessibleName(f"{words(key)} {card.title}")
            line.addWidget(made)

        if said is None:
            line.addWidget(label(words("is_it_right"), "hint"))
            add("right")
            add("wrong")
            line.addStretch(1)
            return
        line.addWidget(label(words(_SAID[said]), "plain"))
        if said != "gone":
            add("offer")
            add("take_back")
        line.addStretch(1)


def overruled_view(desk: Desk, card: Card, said: Said, ask: Ask, hear: Callable[[], None]) -> QFrame:
    """A finding of the program's that a person's word or correction took away."""
    box = frame("sheet")
    lines = column(box, margins=(14, 9, 14, 9), spacing=4)
    head = row(spacing=8)
    head.addWidget(label(card.kind, f"kind-{card.look}"))
    title = label(card.title, "soft", wrap=True)
    font = title.font()
    font.setStrikeOut(True)
    title.setFont(font)
    head.addWidget(title, 1)
    if card.place:
        head.addWidget(button(card.place.text, hear, "link"), 0, Qt.AlignmentFlag.AlignTop)
    lines.addLayout(head)
    if card.said:
        lines.addWidget(label(f"“{card.said.before}{card.said.marked}{card.said.after}”", "soft", wrap=True))
    foot = row()
    foot.addWidget(VerdictLine(desk, card, said, ask))
    foot.addStretch(1)
    lines.addLayout(foot)
    return box
