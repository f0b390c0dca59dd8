"""How right the judge of words is: precision, recall, F1 and Cohen's kappa of each label, in both languages.

    python benchmarks/judgement.py [--text FOLDER] [--noisy] [--layers] [--reliability]

On (a) the test split of the corpus, with --text on (b) the dialogues of that folder and (c) those of them that a small recogniser
heard, with --noisy on a copy of the test split with homophones and lost words (`training/noise.py`; needs jellyfish, which
training/requirements.txt names). Nothing of these was trained on. Intervals are 95 % bootstrap over whole dialogues (500 draws). Cells that a
fair trainer could give or withhold are not counted. --layers shows each layer alone, and all of them without what was said
before; --reliability says how
often the network is right by how certain it is.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from corpus import FOLDER, OUTPUTS, CorpusTurn, Dialogue, read_batch, read_corpus
from noise import Recogniser

from coach.model import RED_CARDS, Language, Layer, Turn
from coach.rubric.labels import label_turns, votes_of
from coach.rubric.plain import plain
from coach.rubric.votes import Vote, decide

DRAWS = 500
ORDINARY = FOLDER / "ordinary"  # everyday calls and chats without any card


@dataclass(frozen=True, slots=True)
class Counts:
    """Per dialogue and output: hits, false alarms, misses, right refusals; int of shape (dialogues, outputs, 4)."""

    cells: np.ndarray

    def f1(self) -> np.ndarray:
        return _f1(self.cells.sum(0))

    def interval(self) -> np.ndarray:
        """2.5 and 97.5 % of F1 over dialogues drawn with replacement, (outputs, 2)."""
        draw = np.random.default_rng(0)
        rows = [_f1(self.cells[draw.integers(0, len(self.cells), len(self.cells))].sum(0)) for _ in range(DRAWS)]
        with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # a label without a case has no interval
            return np.nanpercentile(rows, [2.5, 97.5], axis=0).T


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, help="a folder with dialogues_{en,zh}[_asr].jsonl")
    parser.add_argument("--noisy", action="store_true")
    parser.add_argument("--layers", action="store_true")
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--show", metavar="OUTPUT", help="print the turns where this label is wrong")
    arguments = parser.parse_args()

    test = [dialogue for dialogue in read_corpus() if dialogue.split == "test"]
    sets = {f"corpus test {language}": [d for d in test if d.language == language] for language in ("en", "zh")}
    if arguments.noisy:
        sets |= {f"{name}, misheard": misheard(dialogues) for name, dialogues in sets.items()}
    if arguments.text:
        for path in sorted(arguments.text.glob("dialogues_*.jsonl")):
            sets[path.stem.removeprefix("dialogues_")] = read_dialogues(path)
    for name, dialogues in sets.items():
        table(name, dialogues, arguments.show)
        if arguments.layers:
            for without, judge in (("only phrases", only("phrase")), ("only meaning", only("meaning")), ("without context", alone)):
                f1 = counts(dialogues, judge).f1()
                print(f"  {without}: " + " ".join(f"{n} {f1[i]:.2f}" for i, n in enumerate(OUTPUTS)))
    print()
    for path in sorted(ORDINARY.glob("*.txt")):
        print(f"false red cards per 100 rep turns, ordinary calls and chats, {path.stem}: {false_cards(read_batch(path), arguments.show)}")
    if arguments.reliability:
        reliability(test)


def read_dialogues(path: Path) -> list[Dialogue]:
    """Labelled dialogues, a JSON object a line: {id, language, industry, kind, turns: [{speaker, text, labels, optional?, upset, upset_optional?}]}."""
    dialogues = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        turns = []
        for turn in row["turns"]:
            labels = {*turn["labels"], *(["upset"] if turn.get("upset") else [])}
            optional = {*turn.get("optional", ()), *(["upset"] if turn.get("upset_optional") else [])} - labels
            turns.append(CorpusTurn(turn["speaker"], turn["text"], frozenset(labels), frozenset(optional)))
        dialogues.append(Dialogue(row["id"], row["language"], row.get("industry", ""), row.get("kind", ""), "", tuple(turns)))
    return dialogues


def turns_of(dialogue: Dialogue) -> tuple[Turn, ...]:
    return tuple(
        Turn(uid=f"{dialogue.id}-{i}", index=i, speaker=turn.role, role=turn.role, start_s=None, end_s=None, text=turn.text)
        for i, turn in enumerate(dialogue.turns)
    )


Judge = Callable[[Dialogue], Sequence[frozenset[str]]]


def judged(dialogue: Dialogue) -> list[frozenset[str]]:
    """What the program finds in each turn."""
    labelled = label_turns(turns_of(dialogue), language=dialogue.language)
    return [frozenset({*turn.labels, *(["upset"] if turn.upset else [])}) for turn in labelled]


def alone(dialogue: Dialogue) -> list[frozenset[str]]:
    """What it finds in each turn when nothing was said before."""
    return [found for turn in dialogue.turns for found in judged(replace(dialogue, turns=(turn,)))]


def misheard(dialogues: Sequence[Dialogue]) -> list[Dialogue]:
    """The dialogues with some words put in place of others that sound like them, and some lost."""
    recogniser = Recogniser(plain(turn.text).text for dialogue in dialogues for turn in dialogue.turns)
    chance = random.Random(0)

    def heard(turn: CorpusTurn, language: Language) -> CorpusTurn:
        return replace(turn, text=recogniser.hear(plain(turn.text).text, language, chance))

    return [replace(each, turns=tuple(heard(turn, each.language) for turn in each.turns)) for each in dialogues]


def only(layer: Layer) -> Judge:
    """What it would find with this layer alone."""

    def judge(dialogue: Dialogue) -> list[frozenset[str]]:
        turns = turns_of(dialogue)
        votes = votes_of(turns, language=dialogue.language)
        return [frozenset(name for name, each in votes[turn.uid].items() if _present(each, layer)) for turn in turns]

    return judge


def _present(votes: Sequence[Vote], layer: Layer) -> bool:
    won = decide([vote for vote in votes if vote.layer == layer])
    return bool(won and won.present)


def counts(dialogues: Sequence[Dialogue], judge: Judge = judged, show: str | None = None) -> Counts:
    cells = np.zeros((len(dialogues), len(OUTPUTS), 4), int)
    for row, dialogue in enumerate(dialogues):
        for turn, got in zip(dialogue.turns, judge(dialogue), strict=True):
            for column, name in enumerate(OUTPUTS):
                if (name == "upset") != (turn.role == "customer") or name in turn.optional:
                    continue
                want, has = name in turn.labels, name in got
                cells[row, column, 0 if want and has else 1 if has else 2 if want else 3] += 1
                if name == show and want != has:
                    print("MISS " if want else "FALSE", dialogue.id, turn.text[:140])
    return Counts(cells)


def table(name: str, dialogues: Sequence[Dialogue], show: str | None = None) -> None:
    found = counts(dialogues, show=show)
    cells, f1, interval = found.cells.sum(0), found.f1(), found.interval()
    turns = sum(turn.role == "rep" for dialogue in dialogues for turn in dialogue.turns)
    print(f"\n{name}: {len(dialogues)} dialogues, {turns} rep turns")
    print(f"  {'':20} {'n':>5} {'P':>5} {'R':>5} {'F1':>5}  {'95 %':>11} {'kappa':>6}")
    for i, output in enumerate(OUTPUTS):
        hit, false, miss, _ = cells[i]
        precision, recall = hit / max(1, hit + false), hit / max(1, hit + miss)
        low, high = interval[i]
        print(f"  {output:20} {hit + miss:5} {precision:5.2f} {recall:5.2f} {f1[i]:5.2f}  {low:5.2f}–{high:4.2f} {kappa(cells[i]):6.2f}")
    print(f"  false red cards per 100 rep turns: {false_cards(dialogues)}")


def false_cards(dialogues: Sequence[Dialogue], show: str | None = None) -> str:
    wrong = turns = 0
    for dialogue in dialogues:
        for turn, got in zip(dialogue.turns, judged(dialogue), strict=True):
            turns += turn.role == "rep"
            false = set(RED_CARDS) & got - turn.labels - turn.optional
            wrong += bool(false)
            if false and show == "cards":
                print("FALSE", dialogue.id, sorted(false), turn.text[:140])
    return f"{100 * wrong / max(1, turns):.2f} ({wrong} in {turns})"


def kappa(cell: np.ndarray) -> float:
    """Cohen's kappa of program and labels: agreement beyond what their frequencies give by chance (Cohen 1960)."""
    hit, false, miss, right = map(float, cell)
    total = hit + false + miss + right
    chance = ((hit + false) * (hit + miss) + (right + miss) * (right + false)) / total**2
    return (hit + right - total * chance) / (total - total * chance) if chance < 1 else 1.0


def _f1(cells: np.ndarray) -> np.ndarray:
    hit, false, miss = cells[..., 0], cells[..., 1], cells[..., 2]
    return np.where(hit + false + miss > 0, 2 * hit / np.maximum(1, 2 * hit + false + miss), np.nan)


def reliability(dialogues: Sequence[Dialogue]) -> None:
    """How often the network's vote is right, by its certainty, over all counted cells with a certainty of presence above 0.05."""
    bins: dict[int, list[bool]] = {}
    for dialogue in dialogues:
        turns = turns_of(dialogue)
        votes = votes_of(turns, language=dialogue.language)
        for turn, truth in zip(turns, dialogue.turns, strict=True):
            for name, each in votes[turn.uid].items():
                for vote in each:
                    if vote.layer == "meaning" and name not in truth.optional:
                        p = vote.certainty if vote.present else 1 - vote.certainty
                        bins.setdefault(min(9, int(p * 10)), []).append(name in truth.labels)
    print("\ncertainty of the network and how often the label is there (test split)")
    for tenth in sorted(bins):
        print(f"  {tenth / 10:.1f}–{(tenth + 1) / 10:.1f}  {np.mean(bins[tenth]):.2f}  ({len(bins[tenth])} cells)")


if __name__ == "__main__":
    main()
