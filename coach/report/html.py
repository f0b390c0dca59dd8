"""The scorecard as one HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.model import Language, Scorecard, Waveform
from coach.report.cards import Card, Place, build_cards, grouped
from coach.report.figures import Plain, Row, interplay_rows
from coach.report.format import clean, clock, number, points
from coach.report.heading import call_facts, call_name, was_judged, why_no_score
from coach.report.page import limits, templates, voices
from coach.report.timeline import legend, timeline
from coach.report.transcript import build_lines, speaker_name
from coach.report.words import word

_HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class EmbeddedAudio:
    """A recording to carry inside the page, as an encoded file that browsers play."""

    kind: Literal["audio/mpeg", "audio/mp4", "audio/ogg", "audio/flac", "audio/wav"]
    content: bytes


@dataclass(frozen=True, slots=True)
class _Voice:
    name: str
    rows: tuple[Row, ...]
    advice: tuple[Row, ...]  # those of the rep's rows that tell what to do


@dataclass(frozen=True, slots=True)
class _Promise:
    quote: str
    due: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class _Criterion:
    title: str
    points: str
    max_points: str
    applicable: bool
    critical: bool
    numbers: tuple[int, ...]


def html_report(
    scorecard: Scorecard,
    *,
    language: Language,
    title: str | None = None,
    waveforms: Sequence[Waveform] = (),
    audio: EmbeddedAudio | None = None,
    liveliness: Mapping[str, Plain] | None = None,
) -> str:
    """A page in the reader's `language` for screen and print, light and dark.

    `title`: the heading instead of the audio file's name. `waveforms`: an outline for each track, drawn in the
    timeline. `audio`: embedded, and then a click on any time plays from there (the page's only script).
    `liveliness`: what the pitch range means, by speaker id.
    Everything from the call is escaped, a strict content policy forbids the network, and of the recording's path
    only the file name is shown.
    """
    from markupsafe import Markup

    environment = templates()

    def own_file(name: str) -> str:
        return environment.loader.get_source(environment, name)[0]

    script = own_file("report.js") if audio else None
    cards = build_cards(scorecard, language)
    focus = next((card for card in cards if card.uid == scorecard.focus), None)
    return environment.get_template("report.html").render(
        w=lambda key: word(key, language),
        lang=_HTML_LANGUAGE[language],
        call_lang=_HTML_LANGUAGE[scorecard.language],
        colon="：" if language == "zh" else ": ",
        css=Markup(own_file("report.css")),
        script=None if script is None else Markup(script),
        policy=_policy(script),
        audio=None if audio is None else f"data:{audio.kind};base64,{base64.b64encode(audio.content).decode()}",
        name=call_name(scorecard, title, language),
        facts=call_facts(scorecard, language),
        score=None if scorecard.score is None else number(scorecard.score),
        why_no_score=why_no_score(scorecard, language),
        judged=was_judged(scorecard),
        score_width=None if scorecard.score is None else f"{scorecard.score:.1f}",
        counts=[(look, sum(card.look == look for card in cards)) for look in ("red", "yellow", "missed", "strength")],
        cards=cards,
        focus=focus,
        groups=grouped(cards, focus),
        pictures=[Markup(picture) for picture in timeline(scorecard, cards, waveforms, language)],
        legend=list(legend(language).items()),
        promises=_promises(scorecard, language),
        voices=_voices(scorecard, language, liveliness or {}),
        together=interplay_rows(scorecard.interplay, scorecard, language) if scorecard.interplay else (),
        lines=build_lines(scorecard, cards, language),
        criteria=_criteria(scorecard, cards, language),
        total=_total(scorecard),
        notes=[clean(note.text.in_(language)) for note in scorecard.notes],
        limits=limits(scorecard, language),
        facts_below=_facts_below(scorecard, language),
    )


def _policy(script: str | None) -> str:
    """Nothing is loaded; only the page's own script runs, and none when there is no audio to play."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:; base-uri 'none'; form-action 'none'"
    if script is None:
        return policy
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{policy}; script-src 'sha256-{digest}'"


def _promises(scorecard: Scorecard, language: Language) -> list[_Promise]:
    numbers = {turn.uid: position for position, turn in enumerate(scorecard.turns, 1)}
    starts_s = {turn.uid: turn.start_s for turn in scorecard.turns}
    promises = []
    for promise in scorecard.promises:
        turn, start_s = numbers.get(promise.turn), starts_s.get(promise.turn)
        text = word("turn_n", language, n=turn) if start_s is None else clock(start_s)
        promises.append(
            _Promise(
                quote=clean(promise.quote),
                due=None if promise.due is None else clean(promise.due),
                place=None if turn is None else Place(text=text, turn=turn, time_s=start_s),
            )
        )
    return promises


def _voices(scorecard: Scorecard, language: Language, liveliness: Mapping[str, Plain]) -> list[_Voice]:
    return [
        _Voice(
            speaker_name(speaker, speaker.role, language),
            rows,
            tuple(row for row in rows if row.advice and speaker.role == "rep"),
        )
        for speaker, rows in voices(scorecard, language, liveliness)
    ]


def _criteria(scorecard: Scorecard, cards: Sequence[Card], language: Language) -> list[_Criterion]:
    numbers = {card.uid: card.number for card in cards}
    return [
        _Criterion(
            clean(row.title.in_(language)),
            points(row.points),
            points(row.max_points),
            row.applicable,
            row.critical_failed,
            tuple(sorted(numbers[uid] for uid in row.findings if uid in numbers)),
        )
        for row in scorecard.criteria
    ]


def _total(scorecard: Scorecard) -> dict[str, str]:
    counted = [row for row in scorecard.criteria if row.applicable]
    return {
        "points": points(sum(row.points for row in counted)),
        "max_points": points(sum(row.max_points for row in counted)),
    }


def _facts_below(scorecard: Scorecard, language: Language) -> list[tuple[str, str]]:
    facts = [
        (word("rubric", language), f"{clean(scorecard.rubric.id)} · SHA-256 {clean(scorecard.rubric.sha256)}"),
        (word("engine", language), clean(scorecard.engine_version)),
    ]
    if scorecard.model:
        model = scorecard.model
        parts = (clean(model.name), clean(model.revision), word(f"hearing_{model.hearing}", language))
        facts.append((word("model", language), " · ".join(parts)))
    if scorecard.audio:
        facts.append((word("audio_sha", language), clean(scorecard.audio.sha256)))
    return facts
