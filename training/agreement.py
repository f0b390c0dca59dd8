"""How far the first and the second labelling of the corpus agree, and what is left to settle.

    python training/agreement.py            Cohen's kappa by label and language, over cells that neither labeller left open
    python training/agreement.py --open     the cells that one requires and the other refuses, a line each, for a third reader
    python training/agreement.py --settle FILE...   write the third reader's answers and the rule's into the batches

The rule: what one requires and the other leaves open becomes optional; what one leaves open and the other refuses too. Only a
cell that one requires and the other refuses needs a third reader, who has the guide, both labels and the whole dialogue.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from corpus import FOLDER, OUTPUTS

_TURN = re.compile(r"(?:R (?P<labels>\S+)(?: \?(?P<optional>\S+))?|C(?P<upset>[!?]?)) \| (?P<text>.+)")
_ANSWER = re.compile(r"(\S+):(\d+) (\S+) (yes|no|optional)")
_UPSET = {"yes": "!", "optional": "?", "no": ""}
Cells = dict[str, str]  # output -> yes | optional; what is missing is no


@dataclass(frozen=True, slots=True)
class Pair:
    """One turn of a batch, by its number, with both labellings."""

    batch: str
    number: int
    line: int
    text: str
    rep: bool
    first: Cells
    second: Cells

    def outputs(self) -> tuple[str, ...]:
        return OUTPUTS[:-1] if self.rep else OUTPUTS[-1:]


def main() -> None:
    pairs = [pair for path in sorted(FOLDER.glob("??-?.second")) for pair in read_pairs(path)]
    if sys.argv[1:2] == ["--open"]:
        for at, pair in enumerate(pairs):
            for output in pair.outputs():
                if _differs(pair, output):
                    before = " / ".join(each.text for each in pairs[max(0, at - 2) : at] if each.batch == pair.batch)
                    print(f"{pair.batch}:{pair.number} {output} first={pair.first.get(output, 'no')} second={pair.second.get(output, 'no')} | {pair.text} (before: {before})")
    elif sys.argv[1:2] == ["--settle"]:
        settle(pairs, [Path(name) for name in sys.argv[2:]])
    else:
        report(pairs)


def read_pairs(second: Path) -> list[Pair]:
    answers = {}
    for line in second.read_text(encoding="utf-8").splitlines():
        number, _, rest = line.partition(" ")
        answers[int(number)] = rest
    pairs = []
    for at, line in enumerate(second.with_suffix(".txt").read_text(encoding="utf-8").splitlines()):
        if found := _TURN.fullmatch(line):
            rep = found["labels"] is not None
            first = _cells(found["labels"], found["optional"]) if rep else _upset(found["upset"])
            given = answers[len(pairs) + 1]
            labels, _, optional = given.partition(" ?")
            number = len(pairs) + 1
            pairs.append(Pair(second.stem, number, at, found["text"], rep, first, _cells(labels, optional) if rep else _upset(given)))
    return pairs


def _cells(labels: str, optional: str | None) -> Cells:
    cells = {name: "optional" for name in (optional or "").split(",") if name}
    return cells | {name: "yes" for name in labels.split(",") if name != "-"}


def _upset(mark: str) -> Cells:
    return {"!": {"upset": "yes"}, "?": {"upset": "optional"}}.get(mark, {})


def _differs(pair: Pair, output: str) -> bool:
    return {pair.first.get(output, "no"), pair.second.get(output, "no")} == {"yes", "no"}


def report(pairs: list[Pair]) -> None:
    print(f"{'':22}{'en kappa':>9}{'differ':>8}{'of':>7}{'zh kappa':>10}{'differ':>8}{'of':>7}")
    for output in OUTPUTS:
        row = ""
        for language in ("en", "zh"):
            counts = Counter(
                (pair.first.get(output, "no"), pair.second.get(output, "no"))
                for pair in pairs
                if pair.batch.startswith(language) and output in pair.outputs()
            )
            a, b, c, d = (counts[each] for each in (("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")))
            total = max(1, a + b + c + d)
            chance = ((a + b) * (a + c) + (c + d) * (b + d)) / total**2
            row += f"{((a + d) / total - chance) / max(1e-9, 1 - chance):9.2f}{b + c:8}{total:7} "
        print(f"{output:22}{row}")


def settle(pairs: list[Pair], files: list[Path]) -> None:
    """Write the settled labels into the batches; raises SystemExit when a cell has no answer."""
    answers = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := _ANSWER.match(line):
                answers[found[1], int(found[2]), found[3]] = found[4]
    missing, lines = [], {}
    for pair in pairs:
        settled: Cells = {}
        for output in pair.outputs():
            values = {pair.first.get(output, "no"), pair.second.get(output, "no")}
            if _differs(pair, output):
                key = (pair.batch, pair.number, output)
                if key not in answers:
                    missing.append(":".join(map(str, key)))
                value = answers.get(key, "optional")
            else:
                value = "optional" if "optional" in values else values.pop()
            settled[output] = value
        lines[pair.batch, pair.line] = _line(pair, settled)
    if missing:
        raise SystemExit(f"{len(missing)} cells have no answer: {' '.join(missing[:10])} …")
    for batch in sorted({pair.batch for pair in pairs}):
        path = FOLDER / f"{batch}.txt"
        old = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(lines.get((batch, at), line) for at, line in enumerate(old)) + "\n", encoding="utf-8")


def _line(pair: Pair, settled: Cells) -> str:
    if not pair.rep:
        return f"C{_UPSET[settled['upset']]} | {pair.text}"
    required = ",".join(name for name in OUTPUTS if settled.get(name) == "yes") or "-"
    optional = ",".join(name for name in OUTPUTS if settled.get(name) == "optional")
    return f"R {required}{' ?' + optional if optional else ''} | {pair.text}"


if __name__ == "__main__":
    main()
