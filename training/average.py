"""The mean of several networks that were trained on from the same one: `python training/average.py --out MEAN TRAINED TRAINED...`.

Runs that differ in the order of their examples make different mistakes; the mean of their weights makes fewer (model soups,
Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()

    states = [torch.load(folder / "network.pt") for folder in arguments.trained]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, arguments.out / "network.pt")
    for name in ("tokenizer.json", "shape.json"):
        shutil.copyfile(arguments.trained[0] / name, arguments.out / name)


if __name__ == "__main__":
    main()
