"""The scorecard in a terminal: the one thing to work on first, then the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from coach.model import Language, Scorecard
from coach.report.cards import Card, Group, Quote, build_cards, grouped
from coach.report.figures import Plain, Row, delivery_rows, interplay_rows
from coach.report.format import clean, clock, number
from coach.report.heading import call_facts, call_name, was_judged, why_no_score
from coach.report.screen import labelled, lines, screen, section
from coach.report.transcript import speaker_name, stage_title
from coach.report.words import word

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {
    "red": "bold red",
    "yellow": "bold yellow",
    "missed": "bold magenta",
    "strength": "bold green",
    "delivery": "bold cyan",
}


def print_scorecard(
    scorecard: Scorecard,
    *,
    language: Language,
    file: TextIO,
    title: str | None = None,
    colour: bool | None = None,
    liveliness: Mapping[str, Plain] | None = None,
) -> None:
    """Write the scorecard to `file` in the reader's `language`, 80 columns wide or as wide as the terminal (at most 100).

    `title`: the heading instead of the audio file's name. `colour` None: coloured when `file` is a terminal and NO_COLOR is not set. `liveliness`: what the
    pitch range means, by speaker id.
    """
    console = screen(file, colour)
    cards = build_cards(scorecard, language)
    _headline(console, scorecard, cards, title, language)
    focus = next((card for card in cards if card.uid == scorecard.focus), None)
    if focus:
        section(console, word("focus", language), style="bold reverse")
        _group(console, Group(cards=(focus,), customer=focus.customer, said=focus.said), language)
    for title, none, looks in (
        ("red_cards", "none_red", ("red", "yellow")),
        ("missed", "none_missed", ("missed",)),
        ("strengths", "none_strengths", ("strength",)),
    ):
        shown = [card for card in cards if card.look in looks]
        section(console, word(title, language))
        if not shown:
            lines(console, "  ", word(none if was_judged(scorecard) else "not_judged", language))
        for index, group in enumerate(group for group in grouped(cards, focus) if group.cards[0].look in looks):
            if index:
                console.print()
            if group.cards[0] is focus:
                _title(console, focus, language, suffix=f" · {word('focus', language)} ↑")
            else:
                _group(console, group, language)
    _promises(console, scorecard, language)
    _stages(console, scorecard, language)
    _delivery(console, scorecard, cards, language, liveliness or {})
    if scorecard.notes:
        section(console, word("notes", language))
        for note in scorecard.notes:
            lines(console, "  - ", clean(note.text.in_(language)))


def _headline(
    console: Console, scorecard: Scorecard, cards: Sequence[Card], title: str | None, language: Language
) -> None:
    name = call_name(scorecard, title, language)
    lines(console, "", f"{word('product', language)} · {name}", style="bold")
    lines(console, "", " · ".join(call_facts(scorecard, language)), style="dim")
    console.print()
    counts = " · ".join(
        f"{word(f'count_{look}', language)} {sum(card.look == look for card in cards)}"
        for look in ("red", "yellow", "missed", "strength")
    )
    if scorecard.score is None:
        console.print(f"  {word('no_score', language)}", style="bold")
        lines(console, "  ", why_no_score(scorecard, language))
    else:
        console.print(f"  {word('score_of_100', language, score=number(scorecard.score))}", style="bold")
    console.print(f"  {counts}")
    critical = [card for card in cards if card.critical]
    if critical:
        lines(console, "  ", word("critical_list", language), style="bold red")
    for card in critical:
        lines(console, f"    {card.place.text}  " if card.place else "    ", card.title, style="red")


def _title(console: Console, card: Card, language: Language, suffix: str = "") -> None:
    lead = f"  {card.place.text}  " if card.place else "  "
    unclear = f" · {word('unclear', language)}" if card.unclear else ""
    lines(console, lead, f"{card.kind} · {card.title}{unclear}{suffix}", style=_STYLES[card.look])


def _group(console: Console, group: Group, language: Language) -> None:
    """Each card's title, reason and better sentence, what the customer said once and the rep's words where they change."""
    said = None
    for index, card in enumerate(group.cards):
        rows = []
        if index == 0 and group.customer:
            rows.append((word("customer_said", language), group.customer, "dim"))
        if card.said and card.said != said:
            said = card.said
            rows.append((word("you_answered" if card.look == "missed" else "you_said", language), _said(said), ""))
        _title(console, card, language)
        labelled(console, [*rows, *_reasons(card, language)])


def _reasons(card: Card, language: Language) -> list[tuple[str, str, str]]:
    rows = [(word("why", language), card.why, "")]
    if card.better:
        rows.append((word("say_instead", language), card.better.text, "green"))
        if card.better.gloss:
            rows.append(("", card.better.gloss, "dim"))
        if not card.better.from_this_call:
            rows.append(("", word("general", language), "dim"))
    return rows


def _said(quote: Quote) -> str:
    """The part that counts, with dots where more was said."""
    if not quote.marked:
        return quote.after
    return f"{'…' if quote.before.strip() else ''}{quote.marked}{'…' if quote.after.strip(' .!?。！？') else ''}"


def _promises(console: Console, scorecard: Scorecard, language: Language) -> None:
    section(console, word("promises", language))
    if not scorecard.promises:
        lines(console, "  ", word("none_promises", language))
    starts_s = {turn.uid: turn.start_s for turn in scorecard.turns}
    for promise in scorecard.promises:
        start_s = starts_s.get(promise.turn)
        time = "" if start_s is None else f"{clock(start_s)}  "
        key = "promise_no_due" if promise.due is None else "promise_due"
        lines(console, f"  [ ] {time}", word(key, language, quote=clean(promise.quote), due=clean(promise.due or "")))


def _stages(console: Console, scorecard: Scorecard, language: Language) -> None:
    """Where each stage starts, by the number that `redcard library move-stage` takes."""
    if not scorecard.stages:
        return
    section(console, word("stages", language))
    turns = {turn.uid: (number, turn) for number, turn in enumerate(scorecard.turns, 1)}
    for stage in scorecard.stages:
        number, turn = turns[stage.turn]
        time = "" if turn.start_s is None else f"{clock(turn.start_s)}  "
        lines(console, f"  {time}{word('turn_n', language, n=number)}  ", stage_title(stage, language))


def _delivery(
    console: Console, scorecard: Scorecard, cards: Sequence[Card], language: Language, liveliness: Mapping[str, Plain]
) -> None:
    spoken = [speaker for speaker in scorecard.speakers if speaker.id in scorecard.delivery]
    measured = [card for card in cards if card.look == "delivery"]
    if spoken or measured:
        section(console, word("delivery", language))
    if spoken:
        columns = [
            delivery_rows(
                scorecard.delivery[speaker.id],
                language,
                spoken=scorecard.language,
                liveliness=liveliness.get(speaker.id),
            )
            for speaker in spoken
        ]
        names = [speaker_name(speaker, speaker.role, language) for speaker in spoken]
        _table(console, names, columns, language)
        for speaker, rows in zip(spoken, columns, strict=True):
            for row in rows:
                if row.advice and speaker.role == "rep":
                    console.print()
                    lines(console, "    ", f"{row.name} · {row.plain} · {row.advice}")
    if measured:
        console.print()
    for card in measured:
        _title(console, card, language)
        lines(console, "    ", card.why)
    if scorecard.interplay:
        section(console, word("interplay", language))
        rows = interplay_rows(scorecard.interplay, scorecard, language)
        labelled(console, [(row.name, row.value or word("not_measured", language), "") for row in rows])


def _table(console: Console, names: Sequence[str], columns: Sequence[Sequence[Row]], language: Language) -> None:
    from rich.padding import Padding
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    table.add_column("")
    for name in names:
        table.add_column(name, overflow="fold")
    for rows in zip(*columns, strict=True):
        values = (row.value or word("not_measured", language) for row in rows)
        table.add_row(
            rows[0].name,
            *(f"{value} · {row.plain}" if row.plain else value for value, row in zip(values, rows, strict=True)),
        )
    console.print(Padding(table, (0, 0, 0, 4)))
