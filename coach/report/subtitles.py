"""The call as subtitles (SubRip, WebVTT), each line led by who speaks, to be read along with the sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from coach.errors import UserError
from coach.model import Scorecard, Turn, Word
from coach.report.format import clean

LONGEST_CUE_S = 7.0  # what subtitlers allow (BBC Subtitle Guidelines; Netflix Timed Text Style Guide)
LONGEST_CUE = {"en": 84, "zh": 32}  # characters of two lines, from the same guides
_ROLES = {"zh": {"rep": "客服", "customer": "客户"}, "en": {"rep": "Rep", "customer": "Customer"}}
_OTHERS = {"zh": "说话人", "en": "Speaker"}


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from `start_s` to `end_s`; `who` is None where the one before goes on speaking."""

    start_s: float
    end_s: float
    who: str | None
    text: str


def cues(scorecard: Scorecard) -> tuple[Cue, ...]:
    """A turn is one cue, a long one several where its words have times; turns that say nothing are left out.

    The rep and the customer are called so in the call's language, which is what `redcard score` reads back. Raises
    UserError for a transcript without times.
    """
    if any(turn.start_s is None or turn.end_s is None for turn in scorecard.turns):
        raise UserError(
            zh="这通电话的文字没有时间，做不成字幕：请用有录音的通话，或导出成别的格式。",
            en="This call's text has no times, so there are no subtitles: take a call with a recording, or another format.",
        )
    names = _ROLES[scorecard.language]
    found = []
    for turn in scorecard.turns:
        who = names.get(turn.role, f"{_OTHERS[scorecard.language]} {clean(turn.speaker)}")
        for start_s, end_s, text in _parts(turn, LONGEST_CUE[scorecard.language]):
            found.append(Cue(start_s, end_s, who, text))
            who = None
    return tuple(found)


def srt(scorecard: Scorecard) -> bytes:
    """SubRip in UTF-8. Raises UserError as `cues` does."""
    colon = "：" if scorecard.language == "zh" else ": "
    blocks = [
        f"{number}\n{_clock(cue.start_s, ',')} --> {_clock(cue.end_s, ',')}\n"
        f"{cue.who + colon if cue.who else ''}{_srt_text(cue.text)}\n"
        for number, cue in enumerate(cues(scorecard), 1)
    ]
    return "\n".join(blocks).encode()


def vtt(scorecard: Scorecard) -> bytes:
    """WebVTT in UTF-8 with voices. Raises UserError as `cues` does."""
    blocks = [
        f"{_clock(cue.start_s, '.')} --> {_clock(cue.end_s, '.')}\n"
        f"{f'<v {_vtt_text(cue.who)}>' if cue.who else ''}{_vtt_text(cue.text)}\n"
        for cue in cues(scorecard)
    ]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def _parts(turn: Turn, longest: int) -> Iterator[tuple[float, float, str]]:
    """The turn in pieces short enough to read; whole where its words are not those of its text (corrected by a person)."""
    text = clean(turn.text).strip()
    if not text:
        return
    edges = _edges(text, turn.words)
    if (len(text) <= longest and turn.end_s - turn.start_s <= LONGEST_CUE_S) or len(edges) < 2:
        yield turn.start_s, turn.end_s, text
        return
    first, count = 0, len(turn.words)
    start_s = turn.start_s
    for last in range(1, count + 1):
        piece = text[edges[first] : edges[min(last + 1, count)]].strip()
        if last == count or len(piece) > longest or turn.words[last].end_s - start_s > LONGEST_CUE_S:
            end_s = turn.end_s if last == count else turn.words[last - 1].end_s
            yield start_s, max(start_s, end_s), text[edges[first] : edges[last]].strip()
            first = last
            start_s = max(end_s, turn.words[last].start_s) if last < count else end_s


def _edges(text: str, words: Sequence[Word]) -> list[int]:
    """Where in the text each word begins, then its end; [] when the words say something else. Punctuation does not matter."""
    letters = [place for place, letter in enumerate(text) if letter.isalnum()]
    spoken = [[letter for letter in word.text if letter.isalnum()] for word in words]
    if [text[place] for place in letters] != [letter for word in spoken for letter in word]:
        return []
    places = [*letters, len(text)]
    starts = [places[done] for done in accumulate((len(word) for word in spoken), initial=0)]
    return [0, *starts[1:-1], len(text)] if words else []


def _clock(time_s: float, point: str) -> str:
    milliseconds = round(max(0.0, time_s) * 1000)
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{milliseconds:03}"


def _srt_text(text: str) -> str:
    """Players read <…> as markup, and an arrow as a time; look-alikes stand in for them."""
    return text.replace("-->", "→").replace("<", "‹").replace(">", "›")


def _vtt_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
