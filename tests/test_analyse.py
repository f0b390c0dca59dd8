"""The whole pipeline on whatever a user may open, with the real model."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.analyse import Analysis, Options, analyse_recording
from coach.audio.read import open_recording
from coach.audio.track import TRACK_RATE_HZ
from coach.errors import UserError
from coach.examples import example
from coach.hearing.models import ModelFiles, model_files
from coach.hearing.worker import HearingWorker
from coach.report.consistency import first_problem
from tests.examples import beginning
from tests.paths import ROOT, SPEECH, needs_shared

WITHOUT_SPEECH = {
    "pyannote_empty_is_fullscale_noise_1s.wav", "speechbrain_noise2.wav", "speechbrain_noise3.wav", "librosa_vibe_ace_music.ogg",
    "wt_empty.wav", "wt_empty.mp3", "wt_laugh1.mp3", "hold_music_morning_coffee_8k.wav", "alsa_noise.wav",
}  # fmt: skip
NOT_SOUND = {"azure_lfs_pointer_not_audio.mp3", "azure_missing_wav_header.wav", "funasr_empty_46bytes.wav"}
# Nothing is heard in them, by `tests/hearing/test_transcribe.py`; what the pipeline makes of that, the others tell.
AS_OTHERS = {
    "alsa_noise.wav", "librosa_vibe_ace_music.ogg", "pyannote_empty_is_fullscale_noise_1s.wav", "speechbrain_noise3.wav",
    "wt_empty.mp3", "wt_laugh1.mp3",
}  # fmt: skip
TRAPS = [
    pytest.param(path.name, marks=pytest.mark.slow) if path.name in AS_OTHERS else path.name
    for path in (sorted((SPEECH / "traps").iterdir()) if SPEECH else ())
]


@pytest.fixture(scope="module")
def model(shared_models: Path) -> ModelFiles:
    os.environ["REDCARD_MODELS"] = str(shared_models)
    return model_files("base")


@pytest.fixture(scope="module")
def worker(model: ModelFiles) -> Iterator[HearingWorker]:
    with HearingWorker(model.folder) as started:
        yield started


@pytest.fixture
def analyse(model, worker):
    def run(path: Path, **options) -> Analysis:
        analysis = analyse_recording(path, Options(**options), model=model, worker=worker)
        assert first_problem(analysis.scorecard) is None
        return analysis

    return run


@needs_shared
@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_gives_a_right_result_or_a_sentence(name, analyse):
    path = SPEECH / "traps" / name
    if name in NOT_SOUND:
        with pytest.raises(UserError):
            analyse(path)
        return
    scorecard = analyse(path).scorecard
    if name in WITHOUT_SPEECH:
        assert scorecard.turns == ()
        assert scorecard.score is None
        assert "no_speech" in {note.code for note in scorecard.notes}
    else:
        assert scorecard.turns


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    """Six seconds of an example call, both channels, shape (n, 2)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDCARD_DATA", str(tmp_path_factory.mktemp("spoken")))
        with open_recording(example("en-good-broadband").path) as recording:
            return np.stack([track.read(0.0, 6.0) for track in recording.tracks], axis=1)


@pytest.mark.parametrize(
    ("name", "rate_hz", "channels", "subtype"),
    [("8bit.wav", 16_000, 1, "PCM_U8"), ("8khz.wav", 8_000, 2, "PCM_16"), ("192khz.flac", 192_000, 2, "PCM_24"), ("8channels.wav", 48_000, 8, "PCM_16"), ("float.wav", 44_100, 1, "FLOAT")],
)  # fmt: skip
def test_unusual_formats_are_heard(name, rate_hz, channels, subtype, spoken, analyse, tmp_path):
    import soxr

    samples = soxr.resample(spoken[:, :1] if channels != 2 else spoken, TRACK_RATE_HZ, rate_hz)
    if channels == 8:
        samples = np.repeat(samples, 8, axis=1)
    soundfile.write(tmp_path / name, np.clip(samples, -1, 1), rate_hz, subtype=subtype)
    scorecard = analyse(tmp_path / name, language="en", rep="only" if channels != 2 else "left").scorecard
    assert scorecard.audio.sample_rate_hz == rate_hz
    assert scorecard.audio.channels == channels
    assert "clearline broadband" in " ".join(turn.text for turn in scorecard.turns).lower()


# That twice the same channel is read as one, `tests/audio/test_read.py` shows.
@pytest.mark.parametrize("shape", ["one channel", "silent left channel", pytest.param("fake stereo", marks=pytest.mark.slow)])
def test_two_people_in_one_channel_are_judged_without_a_question(shape, analyse, tmp_path):
    """Half a minute of a call mixed to one channel, in the three files it may arrive in."""
    with open_recording(example("en-good-broadband").path) as recording:
        mixed = np.clip(sum(track.read(0.0, 45.0) for track in recording.tracks), -1, 1)
    channels = {"one channel": [mixed], "silent left channel": [0 * mixed, mixed], "fake stereo": [mixed, mixed]}[shape]
    soundfile.write(tmp_path / "call.wav", np.stack(channels, axis=1), TRACK_RATE_HZ)
    analysis = analyse(tmp_path / "call.wav", language="en")
    scorecard = analysis.scorecard
    assert [(speaker.id, speaker.role) for speaker in scorecard.speakers] == [("A", "rep"), ("B", "customer")]
    said = {role: " ".join(turn.text for turn in scorecard.turns if turn.role == role).lower() for role in ("rep", "customer")}
    assert "thank you for calling" in said["rep"] and "i'm so sorry" in said["rep"]
    assert "job interview" in said["customer"] and "interview online" not in said["rep"]
    assert scorecard.interplay.rep_talk_share == pytest.approx(0.53, abs=0.1)
    assert [waveform.track for waveform in analysis.waveforms] == [0, 1]
    assert scorecard.delivery["B"].speaking_s == pytest.approx(22.5, abs=2.5)
    assert {"voices_told_apart", "rep_by_words"} <= {note.code for note in scorecard.notes}


def test_the_other_voice_is_the_reps_when_somebody_says_so(analyse, tmp_path):
    with open_recording(example("en-good-broadband").path) as recording:
        mixed = np.clip(sum(track.read(0.0, 25.0) for track in recording.tracks), -1, 1)
    soundfile.write(tmp_path / "call.wav", mixed, TRACK_RATE_HZ)
    assert [speaker.role for speaker in analyse(tmp_path / "call.wav", language="en", rep="B").scorecard.speakers] == ["customer", "rep"]
    assert len(analyse(tmp_path / "call.wav", language="en", people=1).scorecard.speakers) == 1
    with pytest.raises(UserError, match="A, B"):
        analyse(tmp_path / "call.wav", language="en", rep="F")


def test_a_channel_that_joins_late_and_two_files_of_one_call(analyse, model, worker, tmp_path):
    with open_recording(example("en-good-broadband").path) as recording:
        rep, customer = (track.read(0.0, 35.0) for track in recording.tracks)
    customer[: 20 * TRACK_RATE_HZ] = 0
    soundfile.write(tmp_path / "call.wav", np.stack([rep, customer], axis=1), TRACK_RATE_HZ)
    soundfile.write(tmp_path / "rep.wav", rep, TRACK_RATE_HZ)
    soundfile.write(tmp_path / "customer.wav", customer[: 34 * TRACK_RATE_HZ], TRACK_RATE_HZ)
    one = analyse(tmp_path / "call.wav", language="en").scorecard
    two = analyse_recording(
        tmp_path / "rep.wav", Options(language="en"), customer=tmp_path / "customer.wav", model=model, worker=worker
    ).scorecard
    assert {turn.role for turn in one.turns} == {"rep", "customer"}
    assert min(turn.start_s for turn in one.turns if turn.role == "customer") > 20
    assert [(turn.role, turn.start_s) for turn in two.turns] == [(turn.role, turn.start_s) for turn in one.turns]
    assert "files_of_different_length" not in {note.code for note in one.notes}


def test_truncated_mislabelled_and_empty_files(analyse, tmp_path):
    whole = beginning("en-good-practice-refund", 21.0, tmp_path / "whole.flac").read_bytes()
    (tmp_path / "truncated.flac").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "really_flac.mp3").write_bytes(whole)
    (tmp_path / "empty.wav").touch()
    truncated = analyse(tmp_path / "truncated.flac", rep="only").scorecard
    assert "cut_short" in {note.code for note in truncated.notes}
    assert truncated.turns
    mislabelled = analyse(tmp_path / "really_flac.mp3", rep="only").scorecard
    assert len(mislabelled.turns) > len(truncated.turns)
    with pytest.raises(UserError):
        analyse(tmp_path / "empty.wav")


def test_simplified_by_rule_traditional_on_request(analyse, tmp_path):
    path = beginning("zh-bad-birthday-cake", 9.0, tmp_path / "call.flac")
    simplified = " ".join(turn.text for turn in analyse(path, language="zh").scorecard.turns)
    traditional = " ".join(turn.text for turn in analyse(path, language="zh", traditional=True).scorecard.turns)
    assert "妈妈" in simplified and "媽" not in simplified
    assert "媽媽" in traditional and "妈" not in traditional


def test_the_same_recording_gives_the_same_scorecard(analyse, tmp_path):
    path = beginning("en-good-practice-refund", 15.0, tmp_path / "call.flac")
    assert analyse(path, rep="only").scorecard == analyse(path, rep="only").scorecard


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs Linux's unshare")
def test_everything_works_without_a_network(tmp_path):
    alone = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("this machine does not let us cut the network off")
    call = beginning("en-good-practice-refund", 8.0, tmp_path / "call.flac")
    run = subprocess.run(
        [*alone, sys.executable, "-m", "coach.cli", "analyse", str(call), "--rep", "only"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
def test_three_hours_stay_under_a_gigabyte_and_a_half(tmp_path, model):
    """Takes a quarter of an hour on two cores. All processes together, sampled every half second."""
    import psutil

    with open_recording(example("en-good-service-light").path) as recording:
        minute = np.mean([track.read(0.0, 60.0) for track in recording.tracks], axis=0)
    with soundfile.SoundFile(tmp_path / "long.flac", "w", TRACK_RATE_HZ, 1) as file:
        for _ in range(180):
            file.write(minute)
    process = psutil.Popen(
        [sys.executable, "-m", "coach.cli", "analyse", "long.flac", "--rep", "only", "--no-save", "--json", "long.json", "--html", "long.html"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    peak_bytes = 0
    while process.poll() is None:
        try:
            family = [process, *process.children(recursive=True)]
            peak_bytes = max(peak_bytes, sum(member.memory_info().rss for member in family))
            process.wait(0.5)
        except (psutil.TimeoutExpired, psutil.NoSuchProcess):
            continue
    print(f"peak {peak_bytes / 1e6:.0f} MB")
    assert process.returncode == 0
    assert peak_bytes < 1.5e9


def test_what_the_program_said_as_the_customer_is_known_and_never_taken_for_the_rep(spoken, analyse, tmp_path):
    """The customer's channel says something else than its words, which proves that they are not heard; the microphone hears it too."""
    from coach.practising.practice import Practice, SaidLine, write_practice

    rep, customer = np.array(spoken[:, 0]), np.zeros(20 * TRACK_RATE_HZ, np.float32)
    with open_recording(example("en-good-service-light").path) as recording:
        line = recording.tracks[0].read(0.0, 6.0)
    begin = 11 * TRACK_RATE_HZ
    customer[begin : begin + len(line)] = line
    microphone = np.zeros(len(customer), np.float32)
    microphone[: len(rep)] = rep
    echo = begin + round(0.2 * TRACK_RATE_HZ)
    microphone[echo : echo + len(line)] += 1.5 * line  # louder than the channel itself: no headphones
    path = tmp_path / "call.wav"
    soundfile.write(path, np.clip(np.stack([microphone, customer], axis=1), -1, 1), TRACK_RATE_HZ)
    said = SaidLine(at_s=10.85, text="Zebras dance on purple tables every evening.", sound="line.wav", length_s=6.0)
    practice = Practice(title="x", rubric="calming", language="en", customer="aloud", lines=(said,))
    write_practice(tmp_path / "call.practice.json", practice)
    turns = analyse(path, language="en", rep="left").scorecard.turns
    (customers,) = [turn for turn in turns if turn.role == "customer"]
    assert customers.text == said.text
    assert customers.start_s == pytest.approx(11.5, abs=0.2)  # the line begins with silence
    assert all(turn.end_s < 11.5 for turn in turns if turn.role == "rep"), turns


def test_a_call_is_told_as_it_is_heard_and_what_was_told_stays(model, worker):
    """Of a call of two minutes: words before the end, cards among them, and every one of them in the scorecard at the end."""
    told, steps = [], []
    chosen = example("en-bad-broadband")
    scorecard = analyse_recording(
        chosen.path,
        Options(language="en", rep=chosen.rep),
        model=model,
        worker=worker,
        progress=lambda progress: steps.append((len(told), progress.share)),
        tell=told.append,
    ).scorecard
    assert told, "words came with the scorecard only"
    assert max(share for count, share in steps if count == 0) < 0.9
    assert [len(card.turns) for card in told] == sorted(len(card.turns) for card in told)
    texts = [turn.text for turn in scorecard.turns]
    for card in told:
        assert (card.score, card.focus, card.uid) == (None, None, scorecard.uid)
        settled = [turn.text for turn in card.turns][:-1]
        assert settled == texts[: len(settled)]
        assert {finding.uid for finding in card.findings} <= {finding.uid for finding in scorecard.findings}
    assert told[-1].findings
