"""A person corrects a call: its words, who spoke, what is found in it. The call is judged again by that.

What the program had stays in the turn (`heard`, `heard_speaker`, its entries in `label_evidence`), and a note says who
changed what. Measurements are taken as they are: pace and pitch belong to the sound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coach.correct_turns import join_with_next, renumbered, same_words, split_turn
from coach.errors import UserError
from coach.model import LABELS, Baseline, Note, Role, Scorecard, Speaker, Text, Turn
from coach.names import checked_name, persons_name
from coach.roles import with_talk
from coach.rubric.again import judged_again
from coach.rubric.format import Rubric
from coach.rubric.interplay import interplay
from coach.rubric.labels import label_turns
from coach.rubric.overrule import Usual, confirm, overrule, take_back
from coach.rubric.person import keep_verdicts, with_verdict

MAX_WORDS = 5000  # characters of one turn; nobody speaks longer without being answered

What = Literal["words", "speaker", "rep", "name", "split", "join", "add", "wrong", "right", "take_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing a person says of a call.

    `words`: the turn `target` says `value`. `speaker`: the speaker `value` said it. `rep`: the rep is the speaker
    `target`. `name`: the speaker `target` is called `value` ("": by no name). `split`: of the turn `target` its end, the
    words `value`, is a turn of its own. `join`: the turn `target` and the next are one. `add`: the turn `target` carries the label `value`, on the words `quote` ("": all of it). `wrong`, `right`,
    `take_back`: of the finding `target`.
    """

    what: What
    target: str
    value: str = ""
    quote: str = ""


def correct(
    scorecard: Scorecard,
    corrections: Sequence[Correction],
    by: str,
    rubric: Rubric,
    *,
    baseline: Mapping[str, Baseline] | None = None,
) -> Scorecard:
    """The scorecard with the corrections, one after the other, judged again by `rubric`.

    The same one for none. `baseline` is what is usual for the rep. Raises UserError for a turn, speaker, label or finding
    that does not exist, for empty or overlong words and names, for a turn that cannot be cut or joined, and where nothing
    would change.
    """
    for each in corrections:
        scorecard = _DO[each.what](scorecard, each, persons_name(by), rubric, baseline)
    return scorecard


def with_corrections(scorecard: Scorecard, before: Scorecard, rubric: Rubric) -> Scorecard:
    """A freshly heard scorecard with the words and speakers that a person gave the same turns (by uid) `before`.

    Its turns are labelled by that, and not judged again. The same one where nobody corrected anything.
    """
    speakers = _kept_names(_kept_rep(scorecard, before), before)
    old = {turn.uid: turn for turn in before.turns}
    recut = any(note.code in ("turn_split", "turns_joined") for note in before.notes)
    heard = before.turns if recut and same_words(scorecard.turns, before.turns) else scorecard.turns
    turns = _with_roles([_kept(turn, old.get(turn.uid)) for turn in heard], speakers)
    if turns == scorecard.turns:
        return replace(scorecard, speakers=speakers)
    labelled = label_turns(turns, language=scorecard.language, taught=rubric.marks)
    named = any(note.code == "rep_corrected" for note in before.notes)
    notes = _without_guess(scorecard.notes) if named else scorecard.notes
    return _talked(replace(scorecard, speakers=speakers, notes=notes), labelled)


def _kept(turn: Turn, before: Turn | None) -> Turn:
    if before is None:
        return turn
    if before.heard is not None:
        turn = replace(turn, text=before.text, heard=before.heard)
    if before.heard_speaker is not None:
        turn = replace(turn, speaker=before.speaker, heard_speaker=before.heard_speaker)
    return turn


# --- words and speakers


def _words(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    number, turn = _turn(scorecard, said.target)
    text = " ".join(said.value.split())
    if not text or len(text) > MAX_WORDS:
        raise UserError(
            zh=f"一句话要有 1 到 {MAX_WORDS} 个字：请写出这里说的话。",
            en=f"A turn has 1 to {MAX_WORDS} characters: write what is said there.",
        )
    if text == turn.text:
        raise _unchanged()
    heard = turn.text if turn.heard is None else turn.heard
    again = replace(turn, text=text, heard=None if text == heard else heard)
    note = Note(
        code="words_corrected",
        text=Text(
            zh=f"{by} 改了第 {number} 句的文字：程序听到的是“{heard}”。",
            en=f"{by} corrected the words of turn {number}: the program had heard “{heard}”.",
        ),
    )
    kept = _without_note(scorecard, note.code, f"turn {number}:", f"第 {number} 句的")
    return _heard_anew(kept, _with_turn(scorecard, again), rubric, baseline, *([note] if again.heard is not None else []))


def _speaker(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    number, turn = _turn(scorecard, said.target)
    speaker = _speaker_of(scorecard, said.value)
    if speaker.id == turn.speaker:
        raise _unchanged()
    heard = turn.speaker if turn.heard_speaker is None else turn.heard_speaker
    again = replace(
        turn, speaker=speaker.id, role=speaker.role, heard_speaker=None if speaker.id == heard else heard
    )
    note = Note(
        code="speaker_corrected",
        text=Text(
            zh=f"{by} 改了第 {number} 句是谁说的：程序判断是另一个人。",
            en=f"{by} said who speaks in turn {number}: the program had taken it for somebody else.",
        ),
    )
    kept = _without_note(scorecard, note.code, f"turn {number}:", f"第 {number} 句是")
    return _heard_anew(kept, _with_turn(scorecard, again), rubric, baseline, *([note] if again.heard_speaker else []))


def _rep(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    rep = _speaker_of(scorecard, said.target)
    if len(scorecard.speakers) < 2:
        raise UserError(
            zh="这通电话里只有一个说话人，没有可以对调的。",
            en="Only one person speaks in this call, so there is nobody to swap with.",
        )
    if rep.role == "rep" and sum(one.role == "rep" for one in scorecard.speakers) == 1:
        raise _unchanged()
    speakers = _with_rep(scorecard.speakers, rep.id)
    turns = _with_roles(scorecard.turns, speakers)
    note = Note(
        code="rep_corrected",
        text=Text(zh=f"{by} 改了谁是客服代表。", en=f"{by} changed which voice is the rep's."),
    )
    kept = replace(scorecard, speakers=speakers, notes=_without_guess(_others(scorecard.notes, note.code)))
    return _heard_anew(kept, turns, rubric, baseline, note)


def _without_guess(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Without what the program thought of who the rep is."""
    return tuple(note for note in notes if note.code not in ("rep_unsure", "rep_by_words", "rep_by_voice", "rep_channel"))


def _name_of(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    speaker, name = _speaker_of(scorecard, said.target), checked_name(said.value)
    if name == speaker.name:
        raise _unchanged()
    speakers = tuple(replace(one, name=name) if one.id == speaker.id else one for one in scorecard.speakers)
    note = Note(
        code="speaker_named",
        text=Text(zh=f"{by} 写明了谁在说话：{_called(speakers)}。", en=f"{by} said who speaks: {_called(speakers)}."),
    )
    kept = replace(scorecard, speakers=speakers, notes=_others(scorecard.notes, note.code))
    return judged_again(kept, kept.turns, rubric, baseline=baseline, notes=(note,) if _called(speakers) else ())


def _called(speakers: Sequence[Speaker]) -> str:
    return "; ".join(f"{one.id} = {one.name}" for one in speakers if one.name)


def _split(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    number, turn = _turn(scorecard, said.target)
    turns = split_turn(scorecard.turns, turn.uid, said.value)
    note = Note(
        code="turn_split",
        text=Text(zh=f"{by} 把第 {number} 句分成了两句。", en=f"{by} cut turn {number} in two."),
    )
    kept = replace(scorecard, notes=renumbered(scorecard.notes, number, 1))
    return _heard_anew(kept, turns, rubric, baseline, note)


def _join(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    number, turn = _turn(scorecard, said.target)
    turns = join_with_next(scorecard.turns, turn.uid, scorecard.language)
    note = Note(
        code="turns_joined",
        text=Text(zh=f"{by} 把第 {number} 句和后一句合成了一句。", en=f"{by} joined turn {number} and the next to one."),
    )
    kept = replace(scorecard, notes=renumbered(scorecard.notes, number, -1))
    return _heard_anew(kept, turns, rubric, baseline, note)


def _kept_names(speakers: Sequence[Speaker], before: Scorecard) -> tuple[Speaker, ...]:
    """The speakers with the names that a person gave them when the call was judged `before`."""
    if not any(note.code == "speaker_named" for note in before.notes):
        return tuple(speakers)
    names = {one.id: one.name for one in before.speakers}
    return tuple(replace(one, name=names.get(one.id, one.name)) for one in speakers)


def _kept_rep(scorecard: Scorecard, before: Scorecard) -> tuple[Speaker, ...]:
    """The speakers, with the rep whom a person named when the call was judged `before`."""
    rep = next((one.id for one in before.speakers if one.role == "rep"), None)
    named = any(note.code == "rep_corrected" for note in before.notes)
    return _with_rep(scorecard.speakers, rep) if named and rep in {one.id for one in scorecard.speakers} else scorecard.speakers


def _with_roles(turns: Sequence[Turn], speakers: Sequence[Speaker]) -> tuple[Turn, ...]:
    """The turns with their speakers' roles; a speaker who is not listed keeps the turn's own."""
    roles: dict[str, Role] = {one.id: one.role for one in speakers}
    return tuple(replace(turn, role=roles.get(turn.speaker, turn.role)) for turn in turns)


def _with_rep(speakers: Sequence[Speaker], rep: str) -> tuple[Speaker, ...]:
    """That speaker is the rep and has the rep's name; who was the rep, and who was unknown, is a customer."""
    name = next((one.name for one in speakers if one.role == "rep" and one.name), None)
    changed = []
    for one in speakers:
        if one.id == rep:
            changed.append(replace(one, role="rep", name=one.name or name, role_confidence=None))
        elif one.role in ("rep", "unknown"):
            gone = one.role == "rep" and one.name == name
            changed.append(replace(one, role="customer", name=None if gone else one.name, role_confidence=None))
        else:
            changed.append(one)
    return tuple(changed)


# --- findings


def _add(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    number, turn = _turn(scorecard, said.target)
    if said.value not in LABELS:
        raise UserError(
            zh=f"没有名叫“{said.value}”的标签：可以用 {'、'.join(LABELS)}。",
            en=f"There is no label “{said.value}”: use one of {', '.join(LABELS)}.",
        )
    if turn.role != "rep":
        raise UserError(
            zh="只有客服代表说的话才有标签：如果说话人认错了，请先改是谁说的。",
            en="Only what the rep says carries labels: if the wrong person was taken for the speaker, say who spoke first.",
        )
    quote = " ".join(said.quote.split()) or turn.text
    if quote not in turn.text:
        raise UserError(
            zh=f"这句话里没有“{quote}”：请照原文写，或者留空表示整句。",
            en=f"The words “{quote}” are not in this turn: write them as they stand there, or leave them out for all of it.",
        )
    if said.value in turn.labels:
        raise UserError(
            zh="这句话已经有这个标签了：要肯定它，请点“判得对”。",
            en="This turn carries that label already: to agree with it, call the finding right.",
        )
    note = Note(
        code="finding_added",
        text=Text(
            zh=f"{by} 补充了程序没有听出来的：第 {number} 句“{quote}”，{_name(said.value).zh}。",
            en=f"{by} added what the program had not noticed: turn {number}, “{quote}”, {_name(said.value).en}.",
        ),
    )
    turns = _with_turn(scorecard, with_verdict(turn, said.value, quote))
    return judged_again(scorecard, turns, rubric, baseline=baseline, notes=(note,))


def _name(label: str) -> Text:
    from coach.report.words import LABEL_NAMES

    return LABEL_NAMES[label]


def _wrong(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    return overrule(scorecard, said.target, by, rubric, baseline=baseline)


def _right(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    return confirm(scorecard, said.target, by, rubric, baseline=baseline)


def _take_back(scorecard: Scorecard, said: Correction, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    """A finding that a person added goes, with its note."""
    finding = next((one for one in scorecard.findings if one.uid == said.target), None)
    again = take_back(scorecard, said.target, rubric, baseline=baseline)
    if finding is None or finding.id not in LABELS:
        return again
    number = next((number for number, turn in enumerate(scorecard.turns, 1) if turn.uid == finding.turn), 0)
    place, name = f": turn {number}, “", f"”, {_name(finding.id).en}."
    kept = tuple(
        note
        for note in again.notes
        if not (note.code == "finding_added" and place in note.text.en and note.text.en.endswith(name))
    )
    return replace(again, notes=kept)


_DO = {
    "words": _words,
    "speaker": _speaker,
    "rep": _rep,
    "name": _name_of,
    "split": _split,
    "join": _join,
    "add": _add,
    "wrong": _wrong,
    "right": _right,
    "take_back": _take_back,
}


# --- shared


def _heard_anew(
    scorecard: Scorecard, turns: Sequence[Turn], rubric: Rubric, baseline: Usual | None, *notes: Note
) -> Scorecard:
    """Judged again after words or speakers changed: labelled anew, with what people said of turns whose role stays."""
    roles = {turn.uid: turn.role for turn in scorecard.turns}
    same = [turn for turn in turns if turn.role == roles.get(turn.uid, turn.role)]
    labelled = keep_verdicts(label_turns(turns, language=scorecard.language, taught=rubric.marks), same)
    return judged_again(_talked(scorecard, labelled), labelled, rubric, baseline=baseline, notes=notes)


def _talked(scorecard: Scorecard, turns: tuple[Turn, ...]) -> Scorecard:
    """With these turns, who talked how much, and how they talked together."""
    speakers = tuple(with_talk(speaker, turns) for speaker in scorecard.speakers)
    return replace(scorecard, turns=turns, speakers=speakers, interplay=interplay(turns))


def _turn(scorecard: Scorecard, uid: str) -> tuple[int, Turn]:
    """The turn and its number, from 1."""
    for number, turn in enumerate(scorecard.turns, 1):
        if turn.uid == uid:
            return number, turn
    raise UserError(
        zh=f"这通电话里没有编号为 {uid} 的一句话。",
        en=f"There is no turn {uid} in this call.",
    )


def _speaker_of(scorecard: Scorecard, id: str) -> Speaker:
    found = next((speaker for speaker in scorecard.speakers if speaker.id == id), None)
    if found is None:
        names = [speaker.id for speaker in scorecard.speakers]
        raise UserError(
            zh=f"这通电话里没有说话人“{id}”：有 {'、'.join(names)}。",
            en=f"Nobody called “{id}” speaks in this call: there are {', '.join(names)}.",
        )
    return found


def _with_turn(scorecard: Scorecard, changed: Turn) -> tuple[Turn, ...]:
    return tuple(changed if turn.uid == changed.uid else turn for turn in scorecard.turns)


def _others(notes: Sequence[Note], code: str) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.code != code)


def _without_note(scorecard: Scorecard, code: str, en: str, zh: str) -> Scorecard:
    """Without the notes of an earlier correction of the same thing."""
    kept = tuple(
        note for note in scorecard.notes if note.code != code or not (en in note.text.en and zh in note.text.zh)
    )
    return replace(scorecard, notes=kept)


def _unchanged() -> UserError:
    return UserError(zh="这里本来就是这样，没有什么要改。", en="It is like that already, so there is nothing to change.")
