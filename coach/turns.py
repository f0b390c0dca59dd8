"""Who said what: utterances heard on each track become turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.language.backchannels import is_backchannel
from coach.model import Language, Role, Speaker, Turn, Utterance
from coach.uid import stable_uid

# A listening token inside another's turn: they go on at most this long after their last word.
HOLD_S = 1.0
# With one voice nobody else ends a turn: a silence does. 1 s separates sentences, not breaths.
ONE_VOICE_TURN_S = 1.0


def build_turns(utterances: Sequence[Utterance], speakers: Sequence[Speaker], *, language: Language) -> tuple[Turn, ...]:
    """Turns in order of their start; `speakers[i]` speaks on track i.

    A turn is one speaker's speech until another speaks; a backchannel inside another's turn is a turn of its
    own and does not end the other's. With a single speaker a silence of ONE_VOICE_TURN_S ends a turn.
    No utterances give no turns.
    """
    ordered = sorted(utterances, key=lambda utterance: (utterance.start_s, utterance.track))
    groups: list[list[Utterance]] = []
    floor: list[Utterance] | None = None  # the turn that is being spoken
    for position, utterance in enumerate(ordered):
        if floor and floor[0].track == utterance.track and (len(speakers) > 1 or _gap_s(floor, utterance) < ONE_VOICE_TURN_S):
            floor.append(utterance)
            continue
        groups.append([utterance])
        if not (floor and _is_listening(floor, utterance, ordered[position + 1 :], language)):
            floor = groups[-1]
    groups.sort(key=lambda group: group[0].start_s)
    return tuple(_turn(index, group, speakers[group[0].track], language) for index, group in enumerate(groups))


def join_turns(turns: Sequence[Turn], *, silence_s: float, language: Language) -> tuple[Turn, ...]:
    """Neighbouring turns of one speaker joined where less than `silence_s` lies between them."""
    joined: list[Turn] = []
    for turn in turns:
        last = joined[-1] if joined else None
        if last and last.speaker == turn.speaker and turn.start_s - last.end_s < silence_s:
            joined[-1] = replace(
                last, end_s=turn.end_s, text=joined_text(last.text, turn.text, language), words=last.words + turn.words
            )
        else:
            joined.append(turn)
    return tuple(joined)


def typed_turns(said: Sequence[tuple[Role, str]]) -> tuple[Turn, ...]:
    """Turns without times, from who said what, in order."""
    return tuple(
        Turn(
            uid=stable_uid("turn", index, role, text),
            index=index,
            speaker=role,
            role=role,
            start_s=None,
            end_s=None,
            text=text,
        )
        for index, (role, text) in enumerate(said)
    )


def _gap_s(group: Sequence[Utterance], following: Utterance) -> float:
    return following.start_s - group[-1].end_s


def _is_listening(
    floor: Sequence[Utterance], utterance: Utterance, rest: Sequence[Utterance], language: Language
) -> bool:
    """Whether `utterance` only listens while the speaker of `floor` goes on."""
    answers = floor[-1].text.rstrip().endswith(("?", "？")) and utterance.start_s >= floor[-1].end_s
    if answers or not is_backchannel(utterance.text, language):
        return False
    if utterance.end_s <= floor[-1].end_s:
        return True
    for later in rest:
        if later.track != utterance.track:
            return later.track == floor[0].track and later.start_s - max(floor[-1].end_s, utterance.end_s) <= HOLD_S
        if not is_backchannel(later.text, language):
            return False
    return False


def joined_text(first: str, second: str, language: Language) -> str:
    """Two stretches of one turn; the recogniser leaves Chinese unpunctuated, so a silence becomes a comma."""
    if language == "en":
        return f"{first} {second}".strip()
    return first + second if not first or first[-1] in "，。？！、；：,.?!" else f"{first}，{second}"


def _turn(index: int, group: Sequence[Utterance], speaker: Speaker, language: Language) -> Turn:
    text = group[0].text.strip()
    for utterance in group[1:]:
        text = joined_text(text, utterance.text.strip(), language)
    start_s, end_s = group[0].start_s, max(utterance.end_s for utterance in group)
    return Turn(
        uid=stable_uid("turn", speaker.id, round(start_s, 2), text),
        index=index,
        speaker=speaker.id,
        role=speaker.role,
        start_s=start_s,
        end_s=end_s,
        text=text,
        words=tuple(word for utterance in group for word in utterance.words),
    )
