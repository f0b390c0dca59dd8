"""Transcripts as files: typed text, subtitles (SRT, WebVTT) and the app's own scorecards become turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from coach.encoding import decoded
from coach.errors import UserError
from coach.files import read_at_most
from coach.model import Language, Note, Role, Text, Turn
from coach.text_language import detect_language, has_words
from coach.uid import stable_uid

# Far beyond any real call: an 8-minute one has about 120 turns and 10 kB of text, its scorecard about 1 MB.
MAX_BYTES = 20_000_000
MAX_TURNS = 5_000
MAX_TIME_S = 24 * 3600.0  # the longest that a scorecard may be
MAX_TURN_CHARACTERS = 200_000  # one voice for three hours is about 60,000

SPEAKERS: dict[str, Role] = {  # how a script names them, in small letters
    **dict.fromkeys(("rep", "agent", "客服", "客服代表", "坐席", "座席"), "rep"),
    **dict.fromkeys(("customer", "client", "caller", "客户", "客戶", "顾客", "顧客", "用户", "用戶"), "customer"),
}
_PREFIX = re.compile(rf"({'|'.join(SPEAKERS)})\s*[:：]\s*(.*)", re.IGNORECASE | re.DOTALL)
_STAMP = re.compile(r"[\[［](?:(\d{1,2})[:：])?(\d{1,3})[:：](\d{2})(?:\.(\d{1,3}))?[\]］]\s*(.*)", re.DOTALL)
_CUE_TIME = r"(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})"
_CUE = re.compile(rf"\s*{_CUE_TIME}\s*-->\s*{_CUE_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)?\s+([^<>]{1,80})>")  # WebVTT: <v Rep>, <v.loud Rep>
_TAG = re.compile(r"<[^<>]{0,80}>")  # subtitle markup such as <i> or <00:01.000>
# Control characters and the invisible ones that can turn text round or hide it; tabs count as spaces.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Turns in the file's order, not judged yet. `language` is a guess, None when there are no letters.

    `duration_s` is None unless the file says when the last turn ends.
    """

    turns: tuple[Turn, ...]
    language: Language | None
    duration_s: float | None
    notes: tuple[Note, ...]


def read_transcript(source: Path) -> Transcript:
    """Read a transcript; what it is is told by its content, never by its name.

    Text: each line `rep: …` / `customer: …` (or 客服： / 客户： and others of SPEAKERS), optionally led by `[mm:ss]` or
    `[h:mm:ss]`, is one turn; empty lines are skipped. SRT and WebVTT: each prefixed line of a cue, or `<v Rep>` in it,
    is one turn with the cue's times; a line without goes on with the turn before it. The app's own scorecard JSON: its turns with words and
    times, without its judgement. UTF-8 (a byte-order mark is fine) or UTF-16 with one; else GB18030, with a note.
    Raises UserError, with line numbers, when the file cannot be read, is no transcript, is empty or too large.
    """
    text, notes = _decode(_read_bytes(source), source)
    if text.lstrip().startswith("{"):
        turns, language, duration_s = _read_scorecard(text, source)
    elif _looks_like_subtitles(text):
        turns = _read_subtitles(text, source)
        language, duration_s = None, max((turn.end_s for turn in turns), default=None)
    else:
        turns, language, duration_s = _read_lines(text, source), None, None
    if not turns:
        raise UserError(
            zh=f"{source} 里没有对话：请每行写一句，以“客服：”或“客户：”开头。",
            en=f"{source} holds no conversation: write a line for each turn, starting with “rep:” or “customer:”.",
        )
    if len(turns) > MAX_TURNS:
        raise UserError(
            zh=f"{source} 有 {len(turns)} 句，最多能处理 {MAX_TURNS} 句：请把它拆成几个文件。",
            en=f"{source} has {len(turns)} turns and at most {MAX_TURNS} can be handled: split it into several files.",
        )
    _check_times(turns, duration_s, source)
    return Transcript(
        turns=turns,
        language=language or _language_of(turn.text for turn in turns),
        duration_s=duration_s,
        notes=notes + _order_note(turns),
    )


def _language_of(texts) -> Language | None:
    whole = "\n".join(texts)
    return detect_language(whole) if has_words(whole) else None


def _read_bytes(source: Path) -> bytes:
    data = read_at_most(source, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"{source} 超过 {MAX_BYTES // 1_000_000} MB，不像一份文字记录：请换一个文件，录音请用 analyse。",
            en=f"{source} is larger than {MAX_BYTES // 1_000_000} MB, which no transcript is: "
            "choose another file, and use analyse for a recording.",
        )
    return data


def _decode(data: bytes, source: Path) -> tuple[str, tuple[Note, ...]]:
    """The file's text, and a note when its encoding had to be guessed."""
    found = decoded(data)
    if found is None:
        raise _not_text(source)
    return _INVISIBLE.sub("", found.text), (_GUESSED_ENCODING,) if found.is_guessed else ()


def _not_text(source: Path) -> UserError:
    return UserError(
        zh=f"{source} 不是文本文件：请存成 UTF-8 文本再试；如果是录音，请用 analyse。",
        en=f"{source} is not a text file: save it as UTF-8 text, or use analyse if it is a recording.",
    )


_GUESSED_ENCODING = Note(
    code="encoding_guessed",
    text=Text(
        zh="文件不是 UTF-8 编码，已按 GB18030 读取；如果出现乱码，请另存为 UTF-8。",
        en="The file is not UTF-8 and was read as GB18030; if characters look wrong, save it as UTF-8.",
    ),
)


def _read_lines(text: str, source: Path) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    bad: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip()
        if not line:
            continue
        start_s, rest = _stamp(line)
        prefixed = _PREFIX.fullmatch(rest)
        if not prefixed:
            bad.append(number)
            continue
        turns.append(_turn(len(turns), prefixed[1], prefixed[2], source, number, start_s=start_s))
    if bad:
        raise _no_speaker(source, bad)
    return tuple(turns)


def _stamp(line: str) -> tuple[float | None, str]:
    """The time that leads the line in seconds (None without one), and the rest of the line."""
    found = _STAMP.fullmatch(line)
    if not found or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        return None, line
    fraction = float(f"0.{found[4]}") if found[4] else 0.0
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]) + fraction, found[5]


def _no_speaker(source: Path, lines: list[int]) -> UserError:
    shown = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
    return UserError(
        zh=f"{source} 第 {shown} 行看不出是谁说的：每行请以“客服：”或“客户：”开头（前面可以有 [分:秒]）。",
        en=f"{source}, line {shown}: no telling who speaks; start each line with “rep:” or “customer:” "
        "(a time such as [mm:ss] may stand before it).",
    )


def _looks_like_subtitles(text: str) -> bool:
    return text.lstrip().startswith("WEBVTT") or any(_CUE.match(line) for line in text.split("\n", 10)[:10])


def _read_subtitles(text: str, source: Path) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    span: tuple[float, float] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        cue = _CUE.match(line)
        if cue:
            span = _cue_s(cue.groups()[:4]), _cue_s(cue.groups()[4:])
            if span[1] < span[0]:
                raise UserError(
                    zh=f"{source} 第 {number} 行的结束时间早于开始时间：请改正这一行。",
                    en=f"{source}, line {number}: the cue ends before it starts; mend this line.",
                )
            continue
        parts = _voices(line)
        if not parts:
            span = None  # the cue is over; numbers and comments between cues are not spoken
        if span is None:
            continue
        if any(name.strip().lower() not in SPEAKERS for name in _VOICE.findall(line)):
            raise _no_speaker(source, [number])
        for part in parts:
            prefixed = _PREFIX.fullmatch(part)
            if prefixed:
                turns.append(_turn(len(turns), prefixed[1], prefixed[2], source, number, start_s=span[0], end_s=span[1]))
            elif turns:
                last = turns[-1]
                text = f"{last.text} {part}"
                turns[-1] = _turn(last.index, last.role, text, source, number, start_s=last.start_s, end_s=span[1])
            else:
                raise _no_speaker(source, [number])
    return tuple(turns)


def _voices(line: str) -> list[str]:
    """What each voice says in a line of a cue, led by its name as in a typed script; without markup."""
    parts = _VOICE.sub(r"\n\1: ", line).split("\n")
    return [text for part in parts if (text := _TAG.sub("", part).strip())]


def _cue_s(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


class _SavedScorecard(msgspec.Struct):
    """What of a scorecard is not judgement."""

    schema_version: int
    turns: tuple[Turn, ...]
    language: Literal["zh", "en"] | None = None
    duration_s: float | None = None


def _read_scorecard(text: str, source: Path) -> tuple[tuple[Turn, ...], Language | None, float | None]:
    """The turns of one of our own scorecards, their judgement taken off."""
    try:
        saved = msgspec.json.decode(text, type=_SavedScorecard)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UserError(
            zh=f"{source} 不是本程序的评分 JSON（{error}）：请用 --json 重新导出，或改用文字记录。",
            en=f"{source} is not one of this program's scorecards ({error}): "
            "export it again with --json, or use a text transcript.",
        ) from error
    turns = tuple(
        replace(
            turn,
            index=index,
            text=_bounded(" ".join(turn.text.split()), source, None),
            labels=(),
            upset=False,
            label_evidence=(),
        )
        for index, turn in enumerate(saved.turns)
    )
    if len({turn.uid for turn in turns}) != len(turns):
        raise UserError(
            zh=f"{source} 里有两句用了同一个 uid：请用 --json 重新导出。",
            en=f"{source} uses one uid for two turns: export it again with --json.",
        )
    return turns, saved.language, saved.duration_s


def _turn(
    index: int,
    speaker: str,
    text: str,
    source: Path,
    line: int,
    *,
    start_s: float | None = None,
    end_s: float | None = None,
) -> Turn:
    role = SPEAKERS[speaker.lower()]
    text = _bounded(" ".join(text.split()), source, line)
    return Turn(
        uid=stable_uid("turn", index, role, text),
        index=index,
        speaker=role,
        role=role,
        start_s=start_s,
        end_s=end_s,
        text=text,
    )


def _bounded(text: str, source: Path, line: int | None) -> str:
    if len(text) <= MAX_TURN_CHARACTERS:
        return text
    at_zh, at_en = (f"第 {line} 行", f", line {line}") if line else ("有一句", "")
    raise UserError(
        zh=f"{source} {at_zh}超过 {MAX_TURN_CHARACTERS} 个字符：请把它拆成几句。",
        en=f"{source}{at_en}: a turn of more than {MAX_TURN_CHARACTERS} characters; break it into several turns.",
    )


def _check_times(turns: tuple[Turn, ...], duration_s: float | None, source: Path) -> None:
    """Raises UserError for a time before the start, an end before its start, or one that no call reaches."""
    for turn in turns:
        if not all(_is_stretch(one.start_s, one.end_s) for one in (turn, *turn.words)):
            raise UserError(
                zh=f"{source} 第 {turn.index + 1} 句的时间不对：开始不能早于 0，也不能晚于结束，最多 {MAX_TIME_S // 3600:.0f} 小时；请改正，"
                "或用 --json 重新导出。",
                en=f"{source}, turn {turn.index + 1}: it must start at 0 or later, end after it starts, and lie within "
                f"{MAX_TIME_S // 3600:.0f} hours; mend it, or export it again with --json.",
            )
    if not _is_stretch(0.0, duration_s):
        raise UserError(
            zh=f"{source} 里的通话长度不对：应在 0 到 {MAX_TIME_S // 3600:.0f} 小时之间；请用 --json 重新导出。",
            en=f"The length of the call in {source} must be between 0 and {MAX_TIME_S // 3600:.0f} hours: export it again with --json.",
        )


def _is_stretch(start_s: float | None, end_s: float | None) -> bool:
    first_s = 0.0 if start_s is None else start_s
    return 0 <= first_s <= (first_s if end_s is None else end_s) <= MAX_TIME_S


def _order_note(turns: tuple[Turn, ...]) -> tuple[Note, ...]:
    starts = [turn.start_s for turn in turns if turn.start_s is not None]
    if starts == sorted(starts):
        return ()
    return (
        Note(
            code="times_out_of_order",
            text=Text(
                zh="文字记录里的时间前后颠倒；对话按文件里的顺序评判。",
                en="The times in the transcript run backwards in places; the turns are judged in the file's order.",
            ),
        ),
    )
