"""Fit certainties and thresholds on the development split: `python training/calibrate.py coach/rubric/meaning/data`.

Each output gets a slope and an offset by logistic regression on the network's logit (Platt 1999), and the threshold with the
best F1. What accuses the rep (a red card; an upset customer, to whom a missed empathy is laid) favours precision: F0.5.
The curve is smoothed first: few cases make a ragged one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from corpus import OUTPUTS, examples, read_corpus

from coach.model import RED_CARDS
from coach.rubric.meaning.reader import TurnReader
from coach.rubric.meaning.tokens import Sides
from coach.rubric.plain import plain

BETA = {**dict.fromkeys(OUTPUTS, 1.0), **dict.fromkeys((*RED_CARDS, "upset"), 0.5)}
THRESHOLDS = np.arange(0.2, 0.85, 0.01)
SMOOTHED_OVER = 15  # thresholds
AS_GOOD = 0.003  # below the best: of thresholds that are as good the one nearest to even odds


def main() -> None:
    target = Path(sys.argv[1])
    dev = list(examples([dialogue for dialogue in read_corpus() if dialogue.split == "dev"]))
    reader = TurnReader()
    whole = _logits(reader, [_sides(turn) for turn in dev])
    alone = _logits(reader, [Sides(turn.role, "", "", plain(turn.text).text) for turn in dev])
    targets, counted = np.array([turn.targets for turn in dev]), np.array([turn.counted for turn in dev])
    fitted = {}
    for place, name in enumerate(OUTPUTS):
        logits = np.minimum(whole, alone)[:, place] if name in RED_CARDS else whole[:, place]
        here = counted[:, place]
        slope, offset = _platt(logits[here], targets[here, place])
        certainty, truth = 1 / (1 + np.exp(-(slope * logits[here] + offset))), targets[here, place]
        threshold = _threshold(certainty, truth, beta=BETA[name])
        fitted[name] = {"slope": round(slope, 4), "offset": round(offset, 4), "threshold": threshold}
        print(f"{name:20} n {truth.sum():4}  {fitted[name]}  F1 {_f_beta(certainty >= threshold, truth, 1.0):.2f}")
    (target / "calibration.json").write_text(json.dumps(fitted, indent=1) + "\n")


def _threshold(certainty: np.ndarray, truth: np.ndarray, *, beta: float) -> float:
    curve = [_f_beta(certainty >= t, truth, beta) for t in THRESHOLDS]
    smooth = np.convolve(np.pad(curve, SMOOTHED_OVER // 2, "edge"), np.ones(SMOOTHED_OVER) / SMOOTHED_OVER, "valid")
    as_good = THRESHOLDS[smooth >= smooth.max() - AS_GOOD]
    return round(float(min(as_good, key=lambda t: abs(t - 0.5))), 2)


def _sides(turn) -> Sides:
    return Sides(turn.role, plain(turn.before).text, plain(turn.asked).text, plain(turn.text).text)


def _logits(reader: TurnReader, sides: list[Sides]) -> np.ndarray:
    return np.array([reading.logits for reading in reader.read(sides)])


def _platt(logits: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0).fit(logits[:, None], truth)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _f_beta(got: np.ndarray, truth: np.ndarray, beta: float) -> float:
    hit = (got & truth).sum()
    return (1 + beta**2) * hit / max(1e-9, got.sum() + beta**2 * truth.sum())


if __name__ == "__main__":
    main()
