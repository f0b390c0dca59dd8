"""What judging the words of an eight-minute call costs: 120 turns never seen before, then again with one turn corrected.

    python benchmarks/judging.py

The first language's first figure includes loading the network; the peak is that of the whole process.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]
TURNS = 120


def main() -> None:
    from corpus import read_corpus

    from coach.rubric.judge import judge
    from coach.rubric.labels import label_turns
    from coach.rubric.load import load_rubric
    from coach.transcript import read_transcript

    rubric = load_rubric("service-cycle")
    for language in ("en", "zh"):
        said = [turn for dialogue in read_corpus() if dialogue.language == language for turn in dialogue.turns]
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "call.txt"
            script.write_text("\n".join(f"{turn.role}: {turn.text}" for turn in said[:TURNS]), encoding="utf-8")
            turns = read_transcript(script).turns

        def judged(turns) -> float:
            started = time.perf_counter()
            labelled = label_turns(turns, language=language, taught=rubric.marks)
            judge(rubric, labelled, language=language, delivery={}, interplay=None)
            return time.perf_counter() - started

        middle = len(turns) // 2
        corrected = (*turns[:middle], replace(turns[middle], text=said[TURNS].text), *turns[middle + 1 :])
        print(
            f"{language}: {len(turns)} turns, first {judged(turns):.2f} s, one turn corrected {judged(corrected):.2f} s, "
            f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )


if __name__ == "__main__":
    main()
