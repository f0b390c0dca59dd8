"""A call as one line of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.commands.words import say

if TYPE_CHECKING:
    from coach.library.store import CallSummary


def call_line(call: CallSummary) -> str:
    """Number, when it was saved (UTC), score, cards, rubric, title, rep."""
    from coach.report.format import clean

    score = "—" if call.score is None else f"{call.score:.1f}"
    cards = say(zh=f"红牌 {call.red_cards} · 黄牌 {call.yellow_cards}", en=f"{call.red_cards} red · {call.yellow_cards} yellow")
    rep = f"  {clean(call.rep)}" if call.rep else ""
    return f"{call.uid}  {call.made_at[:16].replace('T', ' ')}  {score:>5}  {cards}  {call.rubric}  {clean(call.title)}{rep}"
