"""The call as a table: a row for each turn, with what was noticed in it."""

from __future__ import annotations

from coach.model import Language, Scorecard
from coach.report.cards import Card, build_cards
from coach.report.format import clean
from coach.report.table import table
from coach.report.transcript import speaker_name
from coach.report.words import label_name, word

_HEADS = {
    "zh": ("第几句", "开始（秒）", "结束（秒）", "说话人", "文字", "标签", "情绪激动", "发现", "为什么", "可以这样说"),
    "en": ("turn", "start_s", "end_s", "speaker", "text", "labels", "upset", "findings", "why", "say instead"),
}


def turns_table(scorecard: Scorecard, language: Language) -> bytes:
    """CSV for a spreadsheet, in the reader's language; findings that belong to no turn stand in rows of their own at the end."""
    cards = build_cards(scorecard, language)
    speakers = {speaker.id: speaker for speaker in scorecard.speakers}
    rows = []
    for number, turn in enumerate(scorecard.turns, 1):
        here = [card for card in cards if card.place and card.place.turn == number]
        who = speaker_name(speakers.get(turn.speaker), turn.role, language)
        labels = ", ".join(label_name(label, language) for label in turn.labels)
        upset = word("upset", language) if turn.upset else ""
        rows.append((number, turn.start_s, turn.end_s, who, clean(turn.text), labels, upset, *_noticed(here, language)))
    for card in cards:
        if not card.place or not card.place.turn:
            start_s = card.place.time_s if card.place else None
            rows.append((None, start_s, None, "", "", "", "", *_noticed([card], language)))
    return table(_HEADS[language], rows)


def _noticed(cards: list[Card], language: Language) -> tuple[str, str, str]:
    colon = "：" if language == "zh" else ": "
    return (
        "\n".join(f"{card.kind}{colon}{card.title}" for card in cards),
        "\n".join(card.why for card in cards),
        "\n".join(card.better.text for card in cards if card.better),
    )
