"""Several people in one channel: told apart by voice, and which of them is the rep by print, by the words, or by choice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.model import Language, Note, Scorecard, Span, Speaker, Text, Turn, Utterance, Waveform
from coach.report.format import clock
from coach.speakers.attribute import attribute
from coach.speakers.which_rep import which_rep
from coach.turns import build_turns

if TYPE_CHECKING:
    import numpy as np

    from coach.delivery.listen import Sound
    from coach.speakers.diarise import People

LETTERS = "ABCDEF"
SAMPLE_CHARACTERS = {"zh": 16, "en": 40}  # of what a voice says, to know it by
LONGEST_SAMPLE_S = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """What a channel of several people becomes: each has a track of their own. `speakers[i]` speaks on track i.

    `overlaps`: where two of them talk at once.
    """

    speakers: tuple[Speaker, ...]
    utterances: tuple[Utterance, ...]
    speech: tuple[tuple[Span, ...], ...]
    notes: tuple[Note, ...]
    overlaps: tuple[Span, ...] = ()

    def marked(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """The turns with the overlaps that lie in them."""
        from coach.delivery.spoken import cut_to

        return tuple(replace(turn, overlaps=cut_to(self.overlaps, [Span(turn.start_s, turn.end_s)])) for turn in turns)

    def sounds(self, sound: Sound) -> list[Sound]:
        """The channel's sound for each person: the same contours, their own speech."""
        from coach.delivery.spoken import cut_to

        return [replace(sound, track=track, speech=cut_to(sound.speech, own)) for track, own in enumerate(self.speech)]

    def waveforms(self, whole: Waveform) -> tuple[Waveform, ...]:
        """The channel's outline for each person, flat where others speak."""
        return tuple(_only(whole, own, track) for track, own in enumerate(self.speech))


def outlines_by_voice(scorecard: Scorecard, outlines: Sequence[Waveform]) -> tuple[Waveform, ...]:
    """The outlines of a recording's channels as those of the scorecard's speakers: `outlines` themselves where each has a channel.

    Where voices were told apart in one channel, its outline for each of them, flat where they have no turn.
    """
    ids = [speaker.id for speaker in scorecard.speakers]
    if len(ids) < 2 or not outlines or not set(ids) <= set(LETTERS):
        return tuple(outlines)
    shared = max(outlines, key=lambda outline: max(outline.highs, default=0.0))
    return tuple(_only(shared, _turns_of(scorecard, name), track) for track, name in enumerate(ids))


def _turns_of(scorecard: Scorecard, speaker: str) -> list[Span]:
    turns = (turn for turn in scorecard.turns if turn.speaker == speaker)
    return [Span(turn.start_s, turn.end_s) for turn in turns if turn.start_s is not None and turn.end_s is not None]


def shared_track(speech: Sequence[Sequence[Span]], rep: str) -> int | None:
    """The one track that everybody speaks on, None when each has a track of their own or `rep` settles it."""
    if len(speech) == 1:
        return None if rep in ("only", "left", "right") else 0
    spoken = [index for index, spans in enumerate(speech) if spans]
    return spoken[0] if len(spoken) == 1 and (rep == "auto" or rep in LETTERS) else None


def tell_apart(
    utterances: Sequence[Utterance],
    people: People,
    *,
    rep: str,
    prints: Mapping[str, np.ndarray],
    language: Language,
) -> Apart:
    """Give every word to one of `people`, and everybody a role.

    People of whom no word was heard are left out: music, laughter. `rep` is `auto` or a letter; `prints` the voice prints
    by name. UserError when nobody has the letter.
    """
    said = attribute(utterances, people)
    heard = sorted({utterance.track for utterance in said})
    order = {person: track for track, person in enumerate(heard)}
    said = tuple(replace(utterance, track=order[utterance.track]) for utterance in said)
    speech = tuple(people.speech(person) for person in heard)
    ids = list(LETTERS[: len(heard)]) if len(heard) > 1 else ["unknown"] * len(heard)
    turns = build_turns(said, [Speaker(id=name, role="unknown") for name in ids], language=language)
    chosen = _chosen(rep, ids, turns, {name: people.voices[person] for name, person in zip(ids, heard, strict=True)}, prints, language)
    notes = (_voices_note(turns, ids), *chosen.notes) if len(ids) > 1 else chosen.notes
    named = tuple(_speaker(name, chosen, alone=len(ids) == 1) for name in ids)
    return Apart(named, said, speech, notes, people.overlaps if len(ids) > 1 else ())


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The rep's id, None when nobody knows; the name from a voice print; how certain; what to tell the user."""

    rep: str | None
    certainty: float | None = None
    name: str | None = None
    notes: tuple[Note, ...] = ()


def _chosen(
    rep: str,
    ids: Sequence[str],
    turns: Sequence[Turn],
    voices: Mapping[str, np.ndarray],
    prints: Mapping[str, np.ndarray],
    language: Language,
) -> _Chosen:
    from coach.speakers.prints import whose_print

    if rep != "auto":
        return _Chosen(_by_letter(rep, ids), certainty=1.0)
    known = whose_print(voices, prints)
    if known is not None:
        return _Chosen(known.voice, known.certainty, known.name, (_by_print_note(known.name, known.voice, ids),))
    guess = which_rep([(turn.speaker, turn.text) for turn in turns], language)
    if guess.person is None:
        return _Chosen(None, notes=(_unsure_note(turns, ids),) if len(ids) > 1 else ())
    return _Chosen(guess.person, guess.certainty, notes=(_by_words_note(guess.person, guess.certainty, ids),))


def _by_letter(rep: str, ids: Sequence[str]) -> str | None:
    if len(ids) < 2 and rep == "A":
        return ids[0] if ids else None
    if rep not in ids:
        names = "、".join(ids) if len(ids) > 1 else "A"
        raise UserError(
            zh=f"按声音只分出 {max(1, len(ids))} 个人（{names}），没有“{rep}”：--rep 请选其中一个，人数不对时用 --speakers 指定。",
            en=f"Only {max(1, len(ids))} voice(s) were told apart ({names.replace('、', ', ')}), so there is no “{rep}”: choose one of "
            "them with --rep, or say with --speakers how many people there are.",
        )
    return rep


def _speaker(name: str, chosen: _Chosen, *, alone: bool) -> Speaker:
    if chosen.rep is None:
        return Speaker(id=name, role="unknown")
    if name == chosen.rep:
        return Speaker(id="rep" if alone else name, role="rep", name=chosen.name, role_confidence=chosen.certainty)
    return Speaker(id=name, role="customer", role_confidence=chosen.certainty)


def _only(whole: Waveform, speech: Sequence[Span], track: int) -> Waveform:
    lows, highs = [0.0] * len(whole.lows), [0.0] * len(whole.highs)
    for span in speech:
        first, last = int(span.start_s / whole.step_s), int(span.end_s / whole.step_s) + 1
        lows[first:last], highs[first:last] = whole.lows[first:last], whole.highs[first:last]
    return Waveform(track=track, step_s=whole.step_s, lows=tuple(lows), highs=tuple(highs))


def sample_turn(turns: Sequence[Turn], person: str) -> Turn | None:
    """What somebody says to know them by: their fullest turn of those not longer than LONGEST_SAMPLE_S, in which nobody else talks if there is one.

    None when they say nothing.
    """
    own = [turn for turn in turns if turn.speaker == person and turn.start_s is not None and turn.end_s is not None]
    short = [turn for turn in own if turn.end_s - turn.start_s <= LONGEST_SAMPLE_S] or own
    return max(short, key=lambda turn: (not turn.overlaps, len(turn.text)), default=None)


def sample_words(text: str) -> str:
    """The first words, few enough to stand in a line."""
    most = SAMPLE_CHARACTERS["zh" if re.search(r"[\u3400-\u9fff]", text) else "en"]
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _sample(turns: Sequence[Turn], person: str) -> tuple[str, str]:
    """When and what."""
    turn = sample_turn(turns, person)
    return clock(turn.start_s), sample_words(turn.text)


def _voices_note(turns: Sequence[Turn], ids: Sequence[str]) -> Note:
    samples = [(name, *_sample(turns, name)) for name in ids]
    zh = "；".join(f"{name}（{clock}“{text}”）" for name, clock, text in samples)
    en = "; ".join(f"{name} ({clock} “{text}”)" for name, clock, text in samples)
    return Note(
        code="voices_told_apart",
        text=Text(
            zh=f"同一个声道里按声音分出 {len(ids)} 个人：{zh}。同时说话的地方只能算给其中一个人；人数不对时请指定人数再分析一次"
            "（窗口里选“几个人”，命令行用 --speakers）。",
            en=f"One channel, {len(ids)} people told apart by voice: {en}. Where two talk at once the words go to one of them; if the "
            "number is wrong, analyse it again and give it (in the window “how many people”, else --speakers).",
        ),
    )


def _by_words_note(rep: str, certainty: float, ids: Sequence[str]) -> Note:
    if len(ids) == 1:
        return Note(
            code="rep_by_words",
            text=Text(
                zh=f"录音里只有一个人的声音，从说的话看是客服（把握 {certainty:.0%}）。",
                en=f"There is only one voice, and by what it says it is the rep's ({certainty:.0%} sure).",
            ),
        )
    return Note(
        code="rep_by_words",
        text=Text(
            zh=f"从说的话看，{rep} 是客服（把握 {certainty:.0%}）；如果不对，请用 --rep {_other(rep, ids)}，或在窗口里对调。",
            en=f"By what they say {rep} is the rep ({certainty:.0%} sure); if not, use --rep {_other(rep, ids)} or swap them in the "
            "window.",
        ),
    )


def _by_print_note(name: str, rep: str, ids: Sequence[str]) -> Note:
    if len(ids) == 1:
        return Note(
            code="rep_by_voice",
            text=Text(zh=f"录音里只有一个人的声音，与“{name}”的声纹一致。", en=f"There is only one voice, and it fits the voice print of {name}."),
        )
    return Note(
        code="rep_by_voice",
        text=Text(
            zh=f"{rep} 的声音与“{name}”的声纹一致，所以是客服；如果不对，请用 --rep {_other(rep, ids)}，或在窗口里对调。",
            en=f"{rep} sounds like the voice print of {name} and so is the rep; if not, use --rep "
            f"{_other(rep, ids)} or swap them in the window.",
        ),
    )


def _unsure_note(turns: Sequence[Turn], ids: Sequence[str]) -> Note:
    zh, en = "、".join(f"--rep {name}" for name in ids), " or ".join(f"--rep {name}" for name in ids)
    return Note(
        code="rep_unsure",
        text=Text(
            zh=f"从说的话分不清谁是客服：请听一下上面各人的那一句，再用 {zh} 选定（打开这通电话时窗口也会问）。",
            en=f"What they say does not tell which is the rep: listen to each one's sentence above and choose with {en} (the "
            "window asks, too, when the call is opened).",
        ),
    )


def _other(rep: str, ids: Sequence[str]) -> str:
    return next(name for name in ids if name != rep)
