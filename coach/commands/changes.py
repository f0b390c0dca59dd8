"""What a new judgement changes in a call, in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coach.commands.words import say
from coach.interface import interface_language
from coach.model import Finding, Scorecard

if TYPE_CHECKING:
    from coach.rejudge import Change

MAX_QUOTE = 80


def print_change(before: Scorecard, change: Change, *, title: str) -> None:
    """The call's old and new score on one line, then each finding that comes (+), goes (−) or changes colour."""
    from coach.report.format import clean
    from coach.report.screen import lines, screen

    console = screen(sys.stdout)
    lines(console, f"{before.uid}  ", f"{scores(change)}  {clean(title)}", style="bold")
    for lead, findings, style in (
        ("+ ", change.appear, "yellow"),
        ("− ", change.vanish, "green"),
        ("! ", (*change.stricter, *change.milder), "cyan"),
    ):
        for finding in findings:
            lines(console, f"  {lead}", finding_words(finding, before), style=style)


def scores(change: Change) -> str:
    """61.5 → 70 (+8.5); a dash where there is no score."""
    before, after = (_score(value) for value in (change.before, change.after))
    return f"{before} → {after}" + (f" ({change.difference:+.1f})" if change.difference else "")


def _score(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def finding_words(finding: Finding, call: Scorecard) -> str:
    """What was found and where, on one line: Red card · Giving orders, turn 3, “You have to wait”."""
    from coach.report.format import clean
    from coach.report.quotes import first_part
    from coach.report.words import LABEL_NAMES, label_name, word

    language = interface_language()
    look = finding.severity if finding.kind == "red_card" else finding.kind
    place = finding.home
    number = next((number for number, turn in enumerate(call.turns, 1) if turn.uid == place), None)
    titles = {row.id: clean(row.title.in_(language)) for row in call.criteria}
    known = finding.id in LABEL_NAMES or finding.criterion not in titles
    name = label_name(finding.id, language) if known else titles[finding.criterion]
    parts = [f"{word(f'kind_{look}', language)} · {name}"]
    if number:
        parts.append(word("turn_n", language, n=number))
    if finding.quote:
        parts.append(f"“{first_part(clean(finding.quote), MAX_QUOTE)}”")
    elif finding.kind == "delivery":
        parts.append(clean(finding.why.in_(language)))
    return say(zh="，", en=", ").join(parts)
