"""Learns which words a rep says and which a customer (`coach/speakers/rep_words.py`), from the corpus.

    python training/which_rep.py        learns, prints how well the dialogues left out are told apart, writes the weights

A fifth of the dialogues, by a hash of their ids, is left out of the learning and used for the figures.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach.speakers.rep_words import BUCKETS, buckets  # noqa: E402
from coach.speakers.which_rep import which_rep  # noqa: E402

TARGET = ROOT / "coach" / "speakers" / "data" / "rep_words.npz"
STRENGTH = 0.1  # of the regression; 0.03 to 0.3 tell the dialogues apart equally well

Dialogue = list[tuple[str, str]]  # ("R" or "C", text)


def corpus(language: str) -> dict[str, Dialogue]:
    dialogues: dict[str, Dialogue] = {}
    for path in sorted((ROOT / "corpus").glob(f"{language}-?.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# id="):
                turns = dialogues.setdefault(line.split()[1].removeprefix("id="), [])
            elif line:
                turns.append((line[0], line.split(" | ", 1)[1]))
    return dialogues


def held_out(name: str) -> bool:
    return zlib.crc32(name.encode()) % 5 == 0


def rows(dialogues: list[Dialogue], language: str):
    from scipy.sparse import csr_matrix

    places, ends, is_rep = [], [0], []
    for dialogue in dialogues:
        seen: set[str] = set()
        for who, text in dialogue:
            places += buckets(text, language, first=who not in seen)
            ends.append(len(places))
            is_rep.append(who == "R")
            seen.add(who)
    return csr_matrix((np.ones(len(places)), places, ends), shape=(len(is_rep), BUCKETS)), is_rep


def learn() -> None:
    from sklearn.linear_model import LogisticRegression

    learnt = {}
    for language in ("en", "zh"):
        known = [turns for name, turns in corpus(language).items() if not held_out(name)]
        features, is_rep = rows(known, language)
        model = LogisticRegression(C=STRENGTH, max_iter=500).fit(features, is_rep)
        weights = model.coef_[0]
        step = np.abs(weights).max() / 127
        learnt |= {language: np.rint(weights / step).astype(np.int8), f"{language}_step": step, f"{language}_bias": model.intercept_[0]}
    np.savez_compressed(TARGET, **learnt)


def report() -> None:
    for language in ("en", "zh"):
        left_out = [turns for name, turns in corpus(language).items() if held_out(name) and {who for who, _ in turns} == {"R", "C"}]
        guesses = [which_rep(turns, language) for turns in left_out]
        right, wrong = (sum(guess.person == who for guess in guesses) for who in "RC")
        print(f"{language}: {len(guesses)} dialogues left out: {right} right, {wrong} wrong, {len(guesses) - right - wrong} unsure")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    learn()
    report()
