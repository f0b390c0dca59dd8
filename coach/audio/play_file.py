"""Playing a sound file on the default output."""

from __future__ import annotations

from pathlib import Path

from coach.errors import UserError


def play_file(path: Path) -> None:
    """Play a wav, flac, ogg or mp3 file and return when it has been heard. Raises UserError without a device for it."""
    import soundfile

    try:
        import sounddevice
    except OSError as error:  # PortAudio itself is missing
        raise _not_played(error) from error
    try:
        samples, sample_rate_hz = soundfile.read(path, dtype="float32")
        sounddevice.play(samples, sample_rate_hz, blocking=True)
    except (sounddevice.PortAudioError, soundfile.SoundFileError) as error:
        raise _not_played(error) from error


def _not_played(error: Exception) -> UserError:
    why = " ".join(str(error).split())
    return UserError(
        zh=f"放不出声音（{why}）：请检查扬声器或耳机，或不加 --speak。",
        en=f"No sound can be played ({why}): check the speakers or headphones, or leave out --speak.",
    )
