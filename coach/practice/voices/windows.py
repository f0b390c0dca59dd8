"""Windows: SAPI through PowerShell. The scripts are constants; names, paths and text reach them as environment and file."""

from __future__ import annotations

import shutil
from pathlib import Path

from coach.errors import UserError
from coach.model import Language
from coach.practice.voices.programs import run
from coach.practice.voices.voice import Voice

_LIST = (
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() | Where-Object Enabled | "
    'ForEach-Object { $_.VoiceInfo.Culture.Name + "`t" + $_.VoiceInfo.Name }'
)
_SPEAK = (
    "$ErrorActionPreference = 'Stop'; Add-Type -AssemblyName System.Speech; "
    "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer; $s.SelectVoice($env:REDCARD_VOICE); "
    "$s.SetOutputToWaveFile($env:REDCARD_WAV); "
    "$s.Speak([IO.File]::ReadAllText($env:REDCARD_TEXT, [Text.Encoding]::UTF8)); $s.Dispose()"
)
_CULTURES = {"zh": ("zh-CN", "zh-SG"), "en": ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")}


def voices(language: Language) -> list[Voice]:
    if shutil.which("powershell") is None:
        return []
    try:
        rows = run(_powershell(_LIST)).splitlines()
    except UserError:  # it is there and does not work: as if it were not there
        return []
    found = [row.strip().split("\t", 1) for row in rows if "\t" in row]
    fitting = [(culture, name) for culture, name in found if culture in _CULTURES[language]]
    fitting.sort(key=lambda one: _CULTURES[language].index(one[0]))
    return [Voice(engine="sapi", voice=name, language=language) for _, name in fitting]


def speak(voice: Voice, text: str, target: Path) -> None:
    """Write `text` to `target` as a wav file. Raises UserError."""
    words = target.with_suffix(".txt")
    try:
        words.write_text(text, encoding="utf-8")
        places = {"REDCARD_VOICE": voice.voice, "REDCARD_WAV": str(target), "REDCARD_TEXT": str(words)}
        run(_powershell(_SPEAK), environment=places)
    finally:
        words.unlink(missing_ok=True)


def _powershell(script: str) -> list[str]:
    return ["powershell", "-NoProfile", "-NonInteractive", "-Command", script]
