"""Make a synthetic example call: `python benchmarks/recordings/make_call.py SCRIPT.toml OUTPUT.flac`.

Writes the sound and, beside it, the transcript with the true times. See README.md here for what it needs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import soundfile
from engines import english, mandarin
from script import read_script
from telephone import OUTPUT_RATE_HZ, telephone
from timeline import channels, place, transcript


def make(script_file: Path, output: Path) -> None:
    script = read_script(script_file)
    placed = place(script, mandarin() if script.language == "zh" else english())
    names = ("rep", "customer") if script.customer else ("rep",)
    sound = telephone(channels(placed, names))
    soundfile.write(output, sound, OUTPUT_RATE_HZ, subtype="PCM_16", format="FLAC", compression_level=1.0)
    output.with_suffix(".txt").write_text(transcript(placed), encoding="utf-8")
    print(f"{output.name}: {len(sound) / OUTPUT_RATE_HZ:.1f} s, {output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
