"""A practice recording on its way to the analysis: known tones in, known channels and options out."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from coach.errors import UserError
from coach.paths import unfinished_folder
from coach.practising.keep import keep_recording
from coach.practising.practice import Practice, SaidLine, practice_file, read_practice, write_practice
from coach.recording.layout import Source
from tests.recording.unfinished import leave, tone

RATE_HZ = 48_000
MICROPHONE = Source(device="mic", channels=1, rate_hz=RATE_HZ)
PRACTICE = Practice(title="The router", case="telecom-roaming", rubric="calming", language="en", customer="nobody")


def folder_with(practice: Practice | None, *, seconds: float = 4.0):
    folder = leave(unfinished_folder() / "one", [MICROPHONE], [tone(RATE_HZ, seconds)])
    if practice is not None:
        write_practice(practice_file(folder), practice)
    return folder


def test_the_recording_is_kept_with_its_case_and_analysed_as_it_was_meant():
    kept = keep_recording(folder_with(PRACTICE), title="Practice call")
    assert (kept.title, kept.options.rubric, kept.options.language, kept.options.rep) == ("The router", "calming", "en", "only")
    assert soundfile.info(kept.path).duration == pytest.approx(4.0)
    assert '"telecom-roaming"' in kept.path.with_suffix(".practice.json").read_text()


@pytest.mark.parametrize(("customer", "rep"), [("nobody", "only"), ("text", "only"), ("aloud", "only"), ("colleague", "auto")])
def test_who_is_heard_decides_how_the_voices_are_told_apart(customer, rep):
    practice = Practice(title="x", rubric="calming", language="auto", customer=customer)
    assert keep_recording(folder_with(practice), title="y").options.rep == rep


def test_two_microphones_are_rep_and_customer():
    two = Source(device="line", channels=1, rate_hz=RATE_HZ)
    folder = leave(unfinished_folder() / "two", [MICROPHONE, two], [tone(RATE_HZ, 1.0), tone(RATE_HZ, 1.0, 1000.0)])
    assert keep_recording(folder, title="y").options.rep == "left"


def test_without_or_with_a_damaged_description_the_sound_is_kept_all_the_same():
    folder = folder_with(None)
    practice_file(folder).write_text("{")
    kept = keep_recording(folder, title="Practice call")
    assert (kept.title, kept.options.rep) == ("Practice call", "auto")


def test_what_the_customer_said_is_the_right_channel_at_its_time(tmp_path):
    sound = tmp_path / "line.wav"
    soundfile.write(sound, tone(24_000, 1.0, 1000.0), 24_000)
    lines = (
        SaidLine(at_s=0.5, text="whole", sound=str(sound)),
        SaidLine(at_s=2.0, text="cut short", sound=str(sound), heard_s=0.25),
        SaidLine(at_s=3.0, text="only shown"),
        SaidLine(at_s=3.2, text="its file is gone", sound=str(tmp_path / "gone.wav")),
    )
    practice = Practice(title="x", rubric="calming", language="en", customer="aloud", lines=lines)
    kept = keep_recording(folder_with(practice), title="y")
    assert kept.options.rep == "left"
    samples, rate_hz = soundfile.read(kept.path)
    assert samples.shape == (4 * RATE_HZ, 2)
    assert np.array_equal(np.rint(samples[:, 0] * 32768), tone(RATE_HZ, 4.0))
    loud = np.abs(samples[:, 1]) > 0.01
    spans = [(0.65, 1.65), (2.15, 2.40)]  # as they were sent off, and what both devices keep back
    inside = np.zeros(len(loud), bool)
    for start_s, end_s in spans:
        inside[round((start_s - 0.01) * rate_hz) : round((end_s + 0.01) * rate_hz)] = True
        assert loud[round(start_s * rate_hz) : round(end_s * rate_hz)].mean() > 0.9
    assert not loud[~inside].any()


def test_an_interrupted_recording_still_knows_its_case():
    folder = folder_with(PRACTICE.with_line(SaidLine(at_s=1.0, text="Hello?")).cut_short(0.5))
    assert read_practice(folder).lines == (SaidLine(at_s=1.0, text="Hello?", heard_s=0.5),)


def test_nothing_recorded_is_one_sentence():
    folder = leave(unfinished_folder() / "none", [MICROPHONE], [np.zeros(0)])
    with pytest.raises(UserError):
        keep_recording(folder, title="y")
    assert not folder.exists()
