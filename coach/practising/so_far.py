"""The rep's voice measured while they are still recording, a piece at a time, so that it is known when they stop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.clip import Clip
from coach.delivery.spoken import union
from coach.hearing.voice_activity import MAX_GAIN
from coach.model import Delivery, Language, Span
from coach.recording.layout import About, read_about, sound_file
from coach.voices import voice_without_words

if TYPE_CHECKING:
    import numpy as np

    from coach.delivery.listen import Sound

PIECE_S = 10.0  # long enough for the level of a voice, short enough that little is left to do at the end
LEAST_S = 0.5  # a shorter rest at the very end is left out
JOIN_S = 0.1  # speech on both sides of a border between two pieces is one stretch


def get_ready() -> None:
    """Load the networks and libraries that measuring needs; half a second."""
    import numpy as np

    from coach.delivery.listen import listen
    from coach.hearing.voice_activity import speech_probabilities

    silence = Clip(np.zeros(16_000, np.float32))
    speech_probabilities(silence)
    listen(silence, [Span(0.0, 1.0)])


class VoiceSoFar:
    """Reads a recording's folder as it grows. The first channel is the rep's, another one the customer's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._about: About | None = None
        self._rep: _Voice | None = None
        self._customer: _Voice | None = None

    def look(self, *, is_over: bool = False) -> None:
        """Measure the whole pieces that have come; with `is_over` the rest too. UserError when the folder is damaged, OSError when it cannot be read."""
        if self._about is None:
            if not (self._folder / "about.json").exists():
                return
            self._begin(read_about(self._folder))
        for voice in (self._rep, self._customer):
            if voice is not None:
                voice.look(is_over=is_over)

    def delivery(self, said: Sequence[Span], language: Language) -> Delivery | None:
        """How the rep spoke up to the last look; `said`: where the program played the customer. None before the first sound."""
        if self._rep is None or self._rep.is_empty:
            return None
        others = self._customer.speech if self._customer else tuple(said)
        return voice_without_words(self._rep.sound(without=said), others, language)

    def _begin(self, about: About) -> None:
        self._about = about
        channels = [(index, channel) for index, source in enumerate(about.sources) for channel in range(source.channels)]
        made = [_Voice(sound_file(self._folder, index), about.sources[index].rate_hz, about.sources[index].channels, channel) for index, channel in channels]
        self._rep, self._customer = made[0], made[1] if len(made) > 1 else None


class _Voice:
    """One channel of a file of samples that grows."""

    def __init__(self, file: Path, rate_hz: int, channels: int, channel: int) -> None:
        self._file, self._rate_hz, self._channels, self._channel = file, rate_hz, channels, channel
        self._read = 0  # frames
        self._sounds: list[Sound] = []
        self._gain = MAX_GAIN

    @property
    def is_empty(self) -> bool:
        return not self._sounds

    @property
    def speech(self) -> tuple[Span, ...]:
        """Where somebody speaks, in order."""
        joined: list[Span] = []
        for index, sound in enumerate(self._sounds):
            for span in sound.speech:
                moved = Span(span.start_s + index * PIECE_S, span.end_s + index * PIECE_S)
                if joined and moved.start_s - joined[-1].end_s < JOIN_S:
                    joined[-1] = Span(joined[-1].start_s, moved.end_s)
                else:
                    joined.append(moved)
        return tuple(joined)

    def look(self, *, is_over: bool) -> None:
        step = round(PIECE_S * self._rate_hz)
        while (there := self._frames_left()) >= step or (is_over and there >= LEAST_S * self._rate_hz):
            self._add(self._next(min(step, there)))

    def sound(self, *, without: Sequence[Span]) -> Sound:
        """All pieces as one, without the speech that lies in `without` (the customer, as the microphone heard them)."""
        import numpy as np

        from coach.delivery.listen import Sound

        left = [span for span in self.speech if not any(span.overlap_s(other) > span.duration_s / 2 for other in union(without))]
        return Sound(
            track=0,
            speech=tuple(left),
            f0_hz=np.concatenate([sound.f0_hz for sound in self._sounds]),
            level_db=np.concatenate([sound.level_db for sound in self._sounds]),
            nuclei_s=np.concatenate([sound.nuclei_s + index * PIECE_S for index, sound in enumerate(self._sounds)]),
        )

    def _add(self, clip: Clip) -> None:
        from coach.delivery.listen import listen
        from coach.hearing.voice_activity import listening_gain, speech_probabilities, speech_spans

        self._gain = min(self._gain, listening_gain(clip))  # a piece in which nobody speaks must not be raised to speech
        self._sounds.append(listen(clip, speech_spans(speech_probabilities(clip, gain=self._gain))))

    def _frames_left(self) -> int:
        size = self._file.stat().st_size if self._file.exists() else 0
        return size // (2 * self._channels) - self._read

    def _next(self, frames: int) -> Clip:
        import numpy as np

        from coach.audio.clip import clip_of

        with self._file.open("rb") as file:
            samples = np.fromfile(file, "<i2", count=frames * self._channels, offset=2 * self._channels * self._read)
        self._read += frames
        return clip_of(samples.reshape(-1, self._channels)[:, self._channel], self._rate_hz)
