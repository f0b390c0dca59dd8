"""Voices: which there are, what they are given, what is kept. The programs of other systems are stand-ins that write a wav file."""

from __future__ import annotations

import json
import os
import shutil
import sys
import wave
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.practice.conversation import Line
from coach.practice.load import own_cases_folder
from coach.practice.voices import speak as speaking
from coach.practice.voices.find import find_voices
from coach.practice.voices.speak import recording, say_line, speak
from coach.practice.voices.voice import Voice
from tests.practice.sample import sample

posix = pytest.mark.skipif(os.name != "posix", reason="stand-ins are scripts with a #! line")
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")

_STAND_IN = """#!{python}
import json, os, sys, wave
words = sys.argv[1:]
seen = {{"words": words, "text": sys.stdin.read(), **{{k: v for k, v in os.environ.items() if k.startswith("REDCARD_")}}}}
if "REDCARD_TEXT" in os.environ:
    seen["file"] = open(os.environ["REDCARD_TEXT"], encoding="utf-8").read()
open({log!r}, "a").write(json.dumps(seen) + "\\n")
{more}
target = os.environ.get("REDCARD_WAV") or words[words.index("-o") + 1]
with wave.open(target, "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", None))
    file.writeframes(b"\\0\\0" * 2205)
"""


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Puts a program of this name first on the path; returns what it was called with, call by call."""
    log = tmp_path / "called.jsonl"

    def put(name: str, more: str) -> None:
        folder = tmp_path / "programs"
        folder.mkdir(exist_ok=True)
        program = folder / name
        program.write_text(_STAND_IN.format(python=sys.executable, log=str(log), more=more), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    put.calls = lambda: [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return put


SAY = """
if words == ["-v", "?"]:
    print('''Albert              en_US    # Hello! My name is Albert.
Daniel              en_GB    # Hello! My name is Daniel.
Samantha            en_US    # Hello! My name is Samantha.
Ava (Premium)       en_US    # Hello! My name is Ava.
Eddy (Chinese (China mainland)) zh_CN    # 你好！我叫Eddy。
Tingting            zh_CN    # 你好！我叫婷婷。
Meijia              zh_TW    # 你好！我叫美佳。''')
    sys.exit()
"""
POWERSHELL = r"""
if "GetInstalledVoices" in words[-1]:
    print("en-US\tMicrosoft Zira Desktop\nzh-CN\tMicrosoft Huihui Desktop\nde-DE\tMicrosoft Hedda Desktop")
    sys.exit()
"""
NASTY = "-o /tmp/x; $(rm -rf ~) `id` \"'“不行”"


def frames(path: Path) -> int:
    with wave.open(str(path)) as file:
        return file.getnframes()


@posix
def test_macos_voices_the_natural_ones_first(stand_in):
    stand_in("say", SAY)
    assert [v.voice for v in find_voices("en", platform="darwin") if v.engine == "say"] == ["Ava (Premium)", "Samantha", "Daniel", "Albert"]
    mandarin = [v for v in find_voices("zh", platform="darwin") if v.engine == "say"]
    assert [v.voice for v in mandarin] == ["Tingting", "Eddy (Chinese (China mainland))"]
    assert mandarin[0].name.en == "macOS voice (Tingting)"
    assert not mandarin[0].robotic


@posix
def test_macos_speaks_and_the_text_is_never_an_argument(stand_in):
    stand_in("say", SAY)
    spoken = speak(NASTY, Voice(engine="say", voice="Tingting", language="zh"))
    assert frames(spoken.path) == 2205
    (call,) = stand_in.calls()
    assert call["text"] == NASTY
    assert call["words"][:3] == ["-v", "Tingting", "-o"]
    assert call["words"][4:] == ["--file-format=WAVE", "--data-format=LEI16@22050"]


@posix
def test_windows_voices_and_speech_by_constant_scripts(stand_in):
    stand_in("powershell", POWERSHELL)
    (voice,) = (v for v in find_voices("zh", platform="win32") if v.engine == "sapi")
    assert voice.voice == "Microsoft Huihui Desktop"
    spoken = speak(NASTY, voice)
    assert frames(spoken.path) == 2205
    call = stand_in.calls()[-1]
    assert call["file"] == NASTY
    assert call["REDCARD_VOICE"] == "Microsoft Huihui Desktop"
    assert not any(NASTY in word or voice.voice in word for word in call["words"])
    assert call["words"][:3] == ["-NoProfile", "-NonInteractive", "-Command"]


@posix
def test_what_is_kept_is_made_once_and_readable_by_the_user_alone(stand_in, data_folder):
    stand_in("say", SAY)
    voice = Voice(engine="say", voice="Samantha", language="en")
    first = speak("Hello.", voice)
    assert speak("Hello.", voice) == first
    assert speak("Hello!", voice).path != first.path
    assert len(stand_in.calls()) == 2
    assert first.path.stat().st_mode & 0o777 == 0o600
    assert sorted(path.suffix for path in (data_folder / "voices").iterdir()) == [".wav", ".wav"]


@posix
def test_the_oldest_makes_room(stand_in, monkeypatch):
    stand_in("say", SAY)
    monkeypatch.setattr(speaking, "_MOST_BYTES", 10_000)  # two of these sounds
    voice = Voice(engine="say", voice="Samantha", language="en")
    paths = [speak(text, voice).path for text in ("one", "two")]
    for age, path in enumerate(reversed(paths)):
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    speak("one", voice)  # used again
    third = speak("three", voice).path
    assert [path.exists() for path in (*paths, third)] == [True, False, True]


@posix
@pytest.mark.parametrize(("more", "told"), [("sys.exit('no such voice')", "no such voice"), ("sys.exit(0)", "Nothing came from macOS voice")])
def test_a_voice_that_fails_is_a_sentence_and_leaves_nothing(stand_in, data_folder, more, told):
    stand_in("say", more)
    with pytest.raises(UserError, match=told):
        speak("Hello.", Voice(engine="say", voice="Nobody", language="en"))
    assert list((data_folder / "voices").iterdir()) == []
    assert [v for v in find_voices("en", platform="darwin") if v.engine == "say"] == []


def test_a_program_that_is_not_there(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert find_voices("zh", platform="darwin") == find_voices("zh", platform="win32") == find_voices("zh", platform="linux") == ()
    with pytest.raises(UserError, match="say could not speak"):
        speak("Hello.", Voice(engine="say", voice="Samantha", language="en"))


def test_the_bundled_voice_speaks_english_only():
    (voice,) = (v for v in find_voices("en") if v.engine == "hibari")
    assert all(v.engine != "hibari" for v in find_voices("zh"))
    assert find_voices("en")[0] == voice
    spoken = speak("Three teachers in eight weeks, and I want my money back!", voice)
    with wave.open(str(spoken.path)) as file:
        assert 2.0 < file.getnframes() / file.getframerate() < 7.0
        assert max(file.readframes(file.getnframes())) > 50


@needs_espeak
@pytest.mark.parametrize(("language", "text"), [("en", "Where is my parcel?"), ("zh", "我的快递到底在哪儿？")])
def test_espeak_ng_is_last_and_said_to_be_robotic(language, text):
    voice = find_voices(language, platform="linux")[-1]
    assert (voice.engine, voice.robotic) == ("espeak", True)
    assert "robotic" in voice.name.en
    with wave.open(str(speak(text, voice).path)) as file:
        assert 0.7 < file.getnframes() / file.getframerate() < 6.0


def test_a_trainers_recording_comes_first(tmp_path):
    case = sample()
    line = Line(key="rapport.annoyed.1", text="It broke on the first day!")
    again = Line(key="again.1", text="I said: It broke on the first day!", repeats="rapport.annoyed.1")
    assert say_line(case, line, "en", None) is None
    folder = own_cases_folder() / "mine"
    folder.mkdir(parents=True)
    recorded = folder / "en-rapport.annoyed.1.flac"
    recorded.write_bytes(b"sound")
    assert recording("mine", "rapport.annoyed.1", "en") == recorded
    assert recording("mine", "rapport.annoyed.1", "zh") is None
    for each in (line, again):
        spoken = say_line(case, each, "en", None)
        assert (spoken.path, spoken.voice) == (recorded, None)
        assert spoken.text == "It broke on the first day!"  # what is heard, not what is shown
