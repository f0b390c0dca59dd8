"""Which voice is the rep: a step of its own, before anything is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from coach.errors import UserError
from coach.model import Note, Speaker, Text, Turn
from coach.settings import load_settings
from coach.transcript import SPEAKERS


def track_speakers(track_count: int, rep: str) -> tuple[tuple[Speaker, ...], tuple[Note, ...]]:
    """One speaker a track, with the role that `rep` gives them."""
    if rep not in ("left", "right", "auto", "only"):
        raise UserError(
            zh=f"录音里没有名叫“{rep}”的人：双声道录音的 --rep 请用 left、right、auto 或 only，单声道的还可以用 A、B 等字母。",
            en=f"Nobody in this recording is called “{rep}”: use --rep left, right, auto or only, or for one channel a letter "
            "such as A or B.",
        )
    if track_count == 1:
        if rep in ("left", "right"):
            raise UserError(
                zh=f"这段录音只有一个声道，没有 {rep} 声道可选：全是客服代表的声音时请用 --rep only。",
                en=f"This recording has only one channel, so there is no {rep} one: if every voice is the rep's, use --rep only.",
            )
        if rep == "only":
            return (Speaker(id="rep", role="rep"),), ()
        return (Speaker(id="unknown", role="unknown"),), ()
    if rep == "only":
        return (Speaker(id="left", role="rep"), Speaker(id="right", role="rep")), ()
    side = load_settings().rep_channel if rep == "auto" else rep
    pair = (Speaker(id="rep", role="rep"), Speaker(id="customer", role="customer"))
    notes = (_rep_side_note(side),) if rep == "auto" else ()
    return (pair if side == "left" else pair[::-1]), notes


def _rep_side_note(side: Literal["left", "right"]) -> Note:
    other = "right" if side == "left" else "left"
    zh = {"left": "左", "right": "右"}
    return Note(
        code="rep_channel",
        text=Text(
            zh=f"按设置，{zh[side]}声道是客服代表，{zh[other]}声道是客户；如果反了，请用 --rep {other}。",
            en=f"By the settings the {side} channel is the rep and the {other} one the customer; if it is the other way round, "
            f"use --rep {other}.",
        ),
    )


def with_rep(turns: Sequence[Turn], rep: str) -> tuple[Turn, ...]:
    """The turns of a transcript with the roles that `rep` gives them; a name as the script writes it will do."""
    if rep == "auto":
        return tuple(turns)
    if rep == "only":
        return tuple(replace(turn, role="rep") for turn in turns)
    names = sorted({turn.speaker for turn in turns})
    rep = rep if rep in names else SPEAKERS.get(rep.lower(), rep)
    if rep not in names:
        raise UserError(
            zh=f"文字记录里没有叫“{rep}”的说话人：有 {'、'.join(names)}，请用 --rep 选其中一个。",
            en=f"Nobody called “{rep}” speaks in this transcript: choose one of {', '.join(names)} with --rep.",
        )
    return tuple(replace(turn, role="rep" if turn.speaker == rep else "customer") for turn in turns)


def with_talk(speaker: Speaker, turns: Sequence[Turn]) -> Speaker:
    """The speaker with talk time and share of it; None where the turns carry no times or nobody spoke."""
    if not turns or any(turn.start_s is None or turn.end_s is None for turn in turns):
        return speaker
    talk_s = sum(turn.end_s - turn.start_s for turn in turns if turn.speaker == speaker.id)
    everybody_s = sum(turn.end_s - turn.start_s for turn in turns)
    return replace(speaker, talk_s=talk_s, talk_share=talk_s / everybody_s if everybody_s else None)
