"""Stage two of measuring: the sound and one speaker's turns become that speaker's delivery."""

from __future__ import annotations

from collections.abc import Sequence

from coach.delivery.curves import pitch_curve, window_curves
from coach.delivery.energy import LEVEL_HOP_S, level_figures
from coach.delivery.grid import mask
from coach.delivery.listen import Sound
from coach.delivery.nuclei import words_doubtful
from coach.delivery.pace import MIN_SPEAKING_S, count_all_syllables, count_units, per_minute, rate_unit
from coach.delivery.pauses import PauseBounds, find_pauses
from coach.delivery.pitch import MIN_VOICED_S, PITCH_HOP_S, pitch_figures, voiced_s, without_outliers
from coach.delivery.spoken import SpokenTurn, speaking_s, speech_s, spoken_turns, union
from coach.language.fillers import fillers_in_words
from coach.model import Delivery, Language, Note, Span, Text, Turn

_NO_SPEECH = Note(
    code="speaker_not_heard",
    text=Text(zh="没有听到这位说话人的声音，所以没有测量。", en="This speaker was not heard, so nothing was measured."),
)
_TOO_LITTLE_SPEECH = Note(
    code="too_little_speech",
    text=Text(
        zh="说话不到 5 秒，太短，不计算语速和口头语频率。",
        en="Less than 5 s of speech: too short to work out a pace or how often fillers come.",
    ),
)
_NO_WORDS = Note(
    code="no_words",
    text=Text(zh="听到了声音，但没有听出字词，所以没有语速和口头语。", en="A voice was heard but no words, so there is no pace and no count of fillers."),
)
_TOO_LITTLE_VOICE = Note(
    code="too_little_voice",
    text=Text(
        zh="有声的语音不到 15 秒，不足以判断语调是平淡还是生动；再说长一点就能测出来。",
        en="Less than 15 s of voiced sound: not enough to say how lively the pitch is. A longer recording will tell.",
    ),
)
_WORDS_DOUBTFUL = Note(
    code="words_doubtful",
    text=Text(
        zh="听写出的字数和声音里的音节数相差很大，文字可能有漏有错，语速和评判仅供参考。",
        en="The words do not fit the number of syllables in the sound: some may be missing or wrong, so take pace and judgement with care.",
    ),
)
_FILLERS_LOWER_BOUND = Note(
    code="fillers_lower_bound",
    text=Text(
        zh="口头语的次数是“至少”：语音识别会漏掉一部分“嗯”“呃”。",
        en="The count of fillers is “at least”: speech recognition leaves out some of them.",
    ),
)


def measure(
    sound: Sound,
    turns: Sequence[Turn],
    *,
    language: Language,
    others: Sequence[Span] = (),
    bounds: PauseBounds = PauseBounds(),
    least_speaking_s: float = MIN_SPEAKING_S,
    least_voiced_s: float = MIN_VOICED_S,
) -> tuple[Delivery, tuple[Note, ...]]:
    """How one speaker spoke in `turns`, all of them on `sound`'s track, and why a value is missing.

    `others`: where anybody else speaks on other tracks; a silence filled by somebody else is no pause. Turns without times are skipped. Without turns every value is None.
    `least_speaking_s`, `least_voiced_s`: with less there is no pace, no pitch.
    """
    spoken = spoken_turns(turns, sound.speech)
    if not spoken:
        return Delivery(rate_unit=rate_unit(language)), (_NO_SPEECH,)
    own = [span for turn in spoken for span in turn.speech]
    f0_hz = without_outliers(_only(sound.f0_hz, own, PITCH_HOP_S))
    levels_db = _only(sound.level_db, own, LEVEL_HOP_S)

    notes: list[Note] = []
    pauses = find_pauses(spoken, union(others), language=language, bounds=bounds)
    speaking, pause_s = speaking_s(spoken), sum(pause.end_s - pause.start_s for pause in pauses)
    voiced = voiced_s(f0_hz)
    pitch = pitch_figures(f0_hz) if voiced >= least_voiced_s else None
    if pitch is None:
        notes.append(_TOO_LITTLE_VOICE)
    level = level_figures(levels_db)

    texts = [turn.turn.text for turn in spoken]
    units, syllables = count_units(texts, language), count_all_syllables(texts, language)
    timed = units > 0 and speaking >= least_speaking_s
    filler_count = sum(len(fillers_in_words(turn.turn.words, language)) for turn in spoken) if units else None
    if not units:
        notes.append(_NO_WORDS)
    else:
        if not timed:
            notes.append(_TOO_LITTLE_SPEECH)
        if words_doubtful(_count_within(sound.nuclei_s, spoken), syllables):
            notes.append(_WORDS_DOUBTFUL)
        notes.append(_FILLERS_LOWER_BOUND)

    delivery = Delivery(
        rate_unit=rate_unit(language),
        speech_rate_per_min=per_minute(units, speaking) if timed else None,
        articulation_rate_per_min=per_minute(units, speaking - pause_s) if timed else None,
        syllables_per_min=per_minute(syllables, speaking) if timed else None,
        articulation_syllables_per_min=per_minute(syllables, speaking - pause_s) if timed else None,
        speaking_s=speaking,
        phonation_share=speech_s(spoken) / speaking,
        voiced_s=voiced,
        pitch_median_hz=pitch.median_hz if pitch else None,
        pitch_sd_st=pitch.sd_st if pitch else None,
        pitch_range_st=pitch.range_st if pitch else None,
        level_sd_db=level.sd_db if level else None,
        level_range_db=level.range_db if level else None,
        pauses=pauses,
        pause_share=pause_s / speaking,
        longest_pause_s=max((pause.end_s - pause.start_s for pause in pauses), default=0.0),
        filler_count=filler_count,
        fillers_per_min=per_minute(filler_count, speaking) if timed else None,
        curves={
            **window_curves(spoken, pauses, f0_hz, levels_db, language=language),
            "f0_hz": pitch_curve(spoken, f0_hz),
        },
    )
    return delivery, tuple(notes)


def _count_within(times_s, spoken: Sequence[SpokenTurn]) -> int:
    return sum(int(((times_s >= turn.span.start_s) & (times_s < turn.span.end_s)).sum()) for turn in spoken)


def _only(contour, spans: Sequence[Span], hop_s: float):
    """The contour with nan outside `spans`."""
    import numpy as np

    return np.where(mask(spans, count=len(contour), hop_s=hop_s), contour, np.nan)
