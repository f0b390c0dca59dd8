"""How far the first and the second labelling of the corpus agree, and what is left to settle.

    python training/agreement.py            Cohen's kappa by label and language, over cells that neither labeller left open
    python training/agreement.py --counts   dialogues, turns and labels of the corpus
    python training/agreement.py --open     the cells that one requires and the other refuses, a line each, for a third reader
    python training/agreement.py --settle FILE...   write the third reader's answers and the rule's into the batches

The rules: what one requires and the other leaves open becomes optional, and what one leaves open and the other refuses. A cell
that one requires and the other refuses needs a third reader, who has the guide, both labels and the turns before; but where the
guide leaves most room (`upset`), two trainers who differ have shown that a fair one could do either: optional. A promise of
one's own act is a proposal as well only where it is put to the customer, so beside `ownership` and without `invite_opinion`
a `propose_solution` is optional.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from corpus import FOLDER, OUTPUTS, read_corpus

_TURN = re.compile(r"(?:R (?P<labels>\S+)(?: \?(?P<optional>\S+))?|C(?P<upset>[!?]?)) \| (?P<text>.+)")
_ANSWER = re.compile(r"(\S+):(\d+) (\S+) (yes|no|optional)")
LEFT_OPEN = ("upset",)
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
    pairs = [pair for path in sorted(FOLDER.glob("??-?.first")) for pair in read_pairs(path)]
    if sys.argv[1:2] == ["--counts"]:
        counts()
    elif sys.argv[1:2] == ["--open"]:
        for at, pair in enumerate(pairs):
            for output in pair.outputs():
                if _differs(pair, output):
                    before = " / ".join(each.text for each in pairs[max(0, at - 2) : at] if each.batch == pair.batch)
                    print(f"{pair.batch}:{pair.number} {output} first={pair.first.get(output, 'no')} second={pair.second.get(output, 'no')} | {pair.text} (before: {before})")
    elif sys.argv[1:2] == ["--settle"]:
        settle(pairs, [Path(name) for name in sys.argv[2:]])
    else:
        report(pairs)


def read_pairs(first: Path) -> list[Pair]:
    """Both labellings of a batch, turn by turn."""
    given = [_answers(first), _answers(first.with_suffix(".second"))]
    pairs = []
    for at, line in enumerate(first.with_suffix(".txt").read_text(encoding="utf-8").splitlines()):
        if found := _TURN.fullmatch(line):
            rep, number = found["labels"] is not None, len(pairs) + 1
            cells = [_cells(*each[number].split(" ?")) if rep else _upset(each[number]) for each in given]
            pairs.append(Pair(first.stem, number, at, found["text"], rep, *cells))
    return pairs


def _answers(path: Path) -> dict[int, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {int(number): rest for number, _, rest in (line.partition(" ") for line in lines)}


def _cells(labels: str, optional: str = "") -> Cells:
    cells = {name: "optional" for name in optional.split(",") if name}
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


def counts() -> None:
    for language in ("en", "zh"):
        dialogues = [dialogue for dialogue in read_corpus() if dialogue.language == language]
        turns = [turn for dialogue in dialogues for turn in dialogue.turns]
        rep = sum(turn.role == "rep" for turn in turns)
        print(f"{language}: {len(dialogues)} dialogues, {rep} rep turns, {len(turns) - rep} customer turns")
        for name, chosen in (("required", "labels"), ("optional", "optional")):
            found = Counter(label for turn in turns for label in getattr(turn, chosen))
            print(f"  {name}: " + ", ".join(f"{output} {found[output]}" for output in OUTPUTS))


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
                if key not in answers and output not in LEFT_OPEN:
                    missing.append(":".join(map(str, key)))
                value = "optional" if output in LEFT_OPEN else answers.get(key, "optional")
            else:
                value = "optional" if "optional" in values else values.pop()
            settled[output] = value
        if settled.get("ownership") == settled.get("propose_solution") == "yes" and settled["invite_opinion"] != "yes":
            settled["propose_solution"] = "optional"
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
