"""The pipeline: a recording or a transcript becomes a scorecard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import coach
from coach.apart import shared_track, tell_apart
from coach.heard_so_far import Telling, heard_until_s
from coach.interface import interface_language
from coach.language.asked import language_note
from coach.language.script import in_script
from coach.model import (
    AudioInfo,
    Baseline,
    Delivery,
    Language,
    ModelInfo,
    Note,
    RubricInfo,
    Scorecard,
    Speaker,
    Text,
    Turn,
    Utterance,
    Waveform,
)
from coach.roles import track_speakers, with_rep, with_talk
from coach.speakers.prints import usable_prints
from coach.turns import build_turns
from coach.uid import spoken_uid, stable_uid
from coach.voices import voice_without_words, voices as voices_of, with_words

if TYPE_CHECKING:
    from coach.audio.read import Recording
    from coach.delivery.listen import Sound
    from coach.hearing.models import ModelFiles
    from coach.hearing.worker import HearingWorker
    from coach.rubric.format import Rubric

Hearing = Literal["fast", "thorough"]
# What is usual for this rep (by measure): asked for with the call's language and its `spoken_uid`, to leave the call out.
Usual = Callable[[Language, str], Mapping[str, Baseline]]
PICTURE_STEP_S = 0.1  # of the waveform in a report: ten minutes to a line of about 860 pixels need no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to analyse. `rep`: which channel, or `only` (every voice is the rep's), or a speaker's name in a transcript, or the
    letter of a voice in one channel.

    `rep_name`: what the rep is called. `people`: how many speak in one channel (1-6), None to find out.
    """

    rubric: str = "service-cycle"
    language: Literal["zh", "en", "auto"] = "auto"
    rep: str = "auto"
    rep_name: str | None = None
    people: int | None = None
    model: str = "base"
    hearing: Hearing = "fast"
    traditional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`step` says what is being done, `share` how much of the whole is done (0-1)."""

    step: Text
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A scorecard and what only the sound can give: pictures of it and, if asked for, the sound itself.

    `rubric` is the one that judged it, None where only the scorecard is left.
    """

    scorecard: Scorecard
    rubric: Rubric | None = None
    waveforms: tuple[Waveform, ...] = ()
    audio: bytes | None = None


def analyse_recording(
    path: Path,
    options: Options,
    *,
    customer: Path | None = None,
    model: ModelFiles,
    worker: HearingWorker,
    progress: Callable[[Progress], None] = lambda _: None,
    embed_audio: bool = False,
    usual: Usual = lambda language, said: {},
    tell: Callable[[Scorecard], None] | None = None,
) -> Analysis:
    """Hear, measure and judge one recording; with `customer` two files of one call, `path` then is the rep's.

    `tell` is given the call as far as it has been heard, again and again (coach/heard_so_far.py), before it is returned.
    What the program itself said in it as the customer (coach/practising/known_words.py) is not heard but known.
    `worker` has loaded `model` and is kept by the caller, so that several recordings share it. Raises UserError when the
    file, the rubric or the worker cannot do it. A recording without speech gives a scorecard without turns.
    """
    from coach.audio.encode import encode_for_report
    from coach.audio.pair import open_pair
    from coach.audio.read import open_recording
    from coach.audio.waveform import waveform
    from coach.delivery.listen import listen
    from coach.hearing.voice_activity import speech_probabilities, speech_spans
    from coach.practising.known_words import CUSTOMER_TRACK, known_lines, known_utterances, sounding
    from coach.rubric.labels import get_ready
    from coach.rubric.load import load_rubric
    from coach.speakers.channels import without_doubles, without_echo
    from coach.speakers.diarise import diarise

    rubric = load_rubric(options.rubric)
    progress(Progress(step=Text(zh="读取录音", en="Reading the recording"), share=0.0))
    opened = open_pair(path, customer) if customer else open_recording(path)
    with opened as recording, ThreadPoolExecutor(max_workers=2) as beside:
        found = list(beside.map(lambda track: speech_spans(speech_probabilities(track)), recording.tracks))
        said = known_lines(path) if len(found) == 2 and customer is None else ()
        known = known_utterances(said, found[CUSTOMER_TRACK]) if said else ()
        sure = CUSTOMER_TRACK if known else None
        if known:
            left, echo_notes = without_echo(recording.tracks, [found[0], sounding(said, found[1])], sure=sure)
            speech = [left[0], found[1]]
        else:
            speech, echo_notes = without_echo(recording.tracks, found)
        rep = "left" if customer or (known and options.rep == "auto") else options.rep
        shared = shared_track(speech, rep)
        speakers, notes = track_speakers(len(recording.tracks), "auto" if shared is not None else rep)
        to_hear = [() if track == sure else spans for track, spans in enumerate(speech)]
        speech_s = sum(span.duration_s for spans in to_hear for span in spans) or 1.0
        # While the worker process hears the words, the sound is measured here and the judging gets ready.
        sounds_later = beside.submit(
            lambda: [listen(track, spans) for track, spans in zip(recording.tracks, speech, strict=True)]
        )
        ready = beside.submit(get_ready, rubric.marks)
        voices = None if shared is None else beside.submit(diarise, recording.tracks[shared], speech[shared], count=options.people)
        call = _Call(options=options, rubric=rubric, model=model, recording=recording)
        heard: list[Utterance] = []

        def so_far() -> Scorecard:
            """Whoever speaks on a track of their own is measured as soon as the sound is; the others once they are told apart."""
            ready.result()
            until_s = heard_until_s(heard, to_hear)
            there = [utterance for utterance in (*heard, *known) if utterance.end_s <= until_s]
            utterances = without_doubles(there, recording.tracks, sure=sure)
            language = heard[0].language
            turns = build_turns(in_script(utterances, language, traditional=options.traditional), speakers, language=language)
            is_measured = sounds_later.done() and shared is None
            delivery = _reps_voice_so_far(turns, speakers, sounds_later.result(), language) if is_measured else {}
            return call.card(turns, speakers, delivery, language=language)

        telling = Telling(tell, so_far) if tell else None

        def report(heard_s: float) -> None:
            progress(Progress(step=_HEARING, share=0.9 * heard_s / speech_s))
            if telling and heard_until_s(heard, to_hear) > 0.0:
                telling.may_tell()

        for utterance in worker.hear(
            recording.tracks,
            to_hear,
            language=None if options.language == "auto" else options.language,
            mode=options.hearing,
            progress=report,
        ):
            heard.append(utterance)
        progress(Progress(step=Text(zh="分析与评判", en="Measuring and judging"), share=0.9))
        sounds = sounds_later.result()
        ready.result()
        people = voices and voices.result()
        utterances = without_doubles([*heard, *known], recording.tracks, sure=sure)
        waveforms = tuple(
            waveform(track, points=max(1, round(track.duration_s / PICTURE_STEP_S))) for track in recording.tracks
        )
        audio = encode_for_report(recording.tracks) if embed_audio else None
        notes += recording.notes + echo_notes

    language = utterances[0].language if utterances else _language_without_words(options.language)
    utterances = in_script(utterances, language, traditional=options.traditional)
    apart = None
    if people and utterances and (people.count > 1 or len(speech) == 1):
        apart = tell_apart(utterances, people, rep=options.rep, prints=usable_prints(options.rep_name), language=language)
        speakers, utterances, notes = apart.speakers, apart.utterances, notes + apart.notes
        sounds, waveforms = apart.sounds(sounds[shared]), apart.waveforms(waveforms[shared])
    turns = build_turns(utterances, speakers, language=language)
    turns = apart.marked(turns) if apart else turns
    if not turns:
        notes += (_NO_SPEECH,)
    delivery, delivery_notes = voices_of(turns, speakers, sounds, language)
    notes += delivery_notes + language_note(options.language, turns)
    scorecard = call.card(turns, speakers, delivery, language=language, notes=notes, usual=usual)
    progress(Progress(step=Text(zh="完成", en="Done"), share=1.0))
    return Analysis(scorecard=scorecard, rubric=rubric, waveforms=waveforms, audio=audio)


def score_transcript(path: Path, options: Options) -> Scorecard:
    """Judge a transcript; nothing is measured from sound. Raises UserError when it cannot be read."""
    return analyse_transcript(path, options).scorecard


def analyse_transcript(path: Path, options: Options, *, usual: Usual = lambda language, said: {}) -> Analysis:
    """The same, with the rubric."""
    from coach.rubric.load import load_rubric
    from coach.transcript import read_transcript

    rubric = load_rubric(options.rubric)
    transcript = read_transcript(path)
    language = transcript.language if options.language == "auto" else options.language
    turns = with_rep(transcript.turns, options.rep)
    roles = {turn.speaker: turn.role for turn in turns}
    scorecard = _scorecard(
        uid=stable_uid("call", *(turn.uid for turn in turns), rubric.sha256, options.rep),
        language=language or "en",
        duration_s=transcript.duration_s,
        audio=None,
        rubric=rubric,
        model=None,
        speakers=tuple(Speaker(id=speaker, role=role) for speaker, role in roles.items()),
        turns=turns,
        delivery={},
        notes=transcript.notes + language_note(options.language, turns),
        options=options,
        usual=usual,
    )
    return Analysis(scorecard=scorecard, rubric=rubric)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What is known of a recording before anybody has been heard in it."""

    options: Options
    rubric: Rubric
    model: ModelFiles
    recording: Recording

    def card(
        self,
        turns: Sequence[Turn],
        speakers: Sequence[Speaker],
        delivery: dict[str, Delivery],
        *,
        language: Language,
        notes: tuple[Note, ...] = (),
        usual: Usual = lambda language, said: {},
    ) -> Scorecard:
        """Judged by what has been heard."""
        options, rubric, model, info = self.options, self.rubric, self.model, self.recording.info
        people = [options.people] if options.people else []
        return _scorecard(
            uid=stable_uid("call", info.sha256, rubric.sha256, model.revision, options.hearing, options.rep, *people),
            language=language,
            duration_s=self.recording.duration_s,
            audio=info,
            rubric=rubric,
            model=ModelInfo(name=model.name, revision=model.revision, hearing=options.hearing),
            speakers=speakers,
            turns=turns,
            delivery=delivery,
            notes=notes,
            options=options,
            usual=usual,
        )


def _reps_voice_so_far(
    turns: Sequence[Turn], speakers: Sequence[Speaker], sounds: Sequence[Sound], language: Language
) -> dict[str, Delivery]:
    """The rep's delivery: what the sound tells, of the whole call; what words tell, of those heard so far."""
    worded, _ = voices_of(turns, speakers, sounds, language)
    found = {}
    for speaker, sound in zip(speakers, sounds, strict=True):
        if speaker.role == "rep":
            others = [span for other in sounds if other is not sound for span in other.speech]
            found[speaker.id] = with_words(voice_without_words(sound, others, language), worded[speaker.id])
    return found


_HEARING = Text(zh="听写", en="Hearing the words")
_NO_SPEECH = Note(
    code="no_speech",
    text=Text(
        zh="录音里没有听到说话声，所以没有可以评判的内容。请检查麦克风，或换一段录音。",
        en="No speech was heard in this recording, so there is nothing to judge. Check the microphone or choose another recording.",
    ),
)


def _language_without_words(asked: Literal["zh", "en", "auto"]) -> Language:
    return interface_language() if asked == "auto" else asked




def _scorecard(
    *,
    uid: str,
    language: Language,
    duration_s: float | None,
    audio: AudioInfo | None,
    rubric: Rubric,
    model: ModelInfo | None,
    speakers: Sequence[Speaker],
    turns: Sequence[Turn],
    delivery: dict[str, Delivery],
    notes: tuple[Note, ...],
    options: Options,
    usual: Usual,
) -> Scorecard:
    """Judge the turns and put everything together."""
    from coach.rubric.again import judged
    from coach.rubric.interplay import interplay
    from coach.rubric.labels import label_turns

    labelled = label_turns(turns, language=language, taught=rubric.marks)
    unjudged = Scorecard(
        uid=uid,
        language=language,
        duration_s=duration_s,
        audio=audio,
        rubric=RubricInfo(id=rubric.id, title=rubric.title, sha256=rubric.sha256),
        engine_version=coach.__version__,
        model=model,
        speakers=tuple(with_talk(_named(speaker, options.rep_name), labelled) for speaker in speakers),
        turns=labelled,
        delivery=delivery,
        interplay=interplay(labelled),
        stages=(),
        promises=(),
        findings=(),
        criteria=(),
        score=None,
        critical_failures=(),
        focus=None,
        notes=notes,
    )
    usual_here = usual(language, spoken_uid(audio, turns))
    return judged(unjudged, rubric, baseline=usual_here, traditional=options.traditional)


def _named(speaker: Speaker, rep_name: str | None) -> Speaker:
    return replace(speaker, name=rep_name) if rep_name and speaker.role == "rep" else speaker
