"""F1 of trained networks on the corpus's test split, the network alone and at even odds: `python training/scores.py TRAINED...`.

For the learning curve in docs/judgement.md: each network is trained anew on more of the corpus (`train.py --rep-turns`).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from corpus import examples, read_corpus
from network import load
from train import f1_by_output, predict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, nargs="+")
    turns = list(examples([dialogue for dialogue in read_corpus() if dialogue.split == "test"]))
    for folder in parser.parse_args().trained:
        network, words = load(folder)
        scores = f1_by_output(predict(network, words, turns), turns)
        print(folder.name, " ".join(f"{name} {score:.2f}" for name, score in scores.items()), flush=True)


if __name__ == "__main__":
    main()
