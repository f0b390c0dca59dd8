"""How right the criteria are: whole dialogues in which a finding is due, and look-alikes in which it is not.

    python benchmarks/criteria.py [--half odd|even] [--only CRITERION] [--show CRITERION]

For each criterion `corpus/criteria/` holds twenty dialogues in each language, ten with the fault and ten hard negatives. A
dialogue counts as found when the first bundled rubric that has the criterion makes a finding of it. Precision, recall, F1 with
a 95 % bootstrap interval over dialogues, and Cohen's kappa. Those with odd numbers may be read while a criterion is being
made; those with even numbers are for measuring only.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from judgement import DRAWS, kappa

from coach.analyse import Options, score_transcript
from coach.rubric.load import list_rubrics, load_rubric

FOLDER = ROOT / "corpus" / "criteria"
_HEADER = re.compile(r"# id=(\S+) criterion=(\w+) finding=(yes|no) situation=.+")


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    criterion: str
    language: str
    due: bool
    lines: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """The dialogues of a file. Raises ValueError for a line that is neither a header nor a turn."""
    cases: list[Case] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _HEADER.fullmatch(line):
            cases.append(Case(found[1], found[2], path.name[:2], found[3] == "yes", ()))
        elif line[:4] in ("R | ", "C | ") and cases:
            last = cases[-1]
            spoken = f"{'rep' if line[0] == 'R' else 'customer'}: {line[4:]}"
            cases[-1] = Case(last.id, last.criterion, last.language, last.due, (*last.lines, spoken))
        elif line.strip():
            raise ValueError(f"{path.name}:{number}: neither a header nor a turn: {line[:60]!r}")
    return cases


def rubric_of() -> dict[str, str]:
    """For each criterion the first bundled rubric that has it, the service cycle before the others."""
    ids = sorted((each.id for each in list_rubrics() if not each.error), key=lambda name: name != "service-cycle")
    found: dict[str, str] = {}
    for name in ids:
        for criterion in load_rubric(name).criteria:
            found.setdefault(criterion.id, name)
    return found


def found(case: Case, rubric: str, folder: Path) -> bool:
    script = folder / f"{case.id}.txt"
    script.write_text("\n".join(case.lines), encoding="utf-8")
    card = score_transcript(script, Options(rubric=rubric, language=case.language))
    return any(finding.criterion == case.criterion and finding.kind != "strength" for finding in card.findings)


def main() -> None:
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["odd", "even"], help="only the dialogues with odd or even numbers")
    parser.add_argument("--only", metavar="CRITERION", help="only this criterion")
    parser.add_argument("--show", metavar="CRITERION", help="print the dialogues that come out wrong")
    arguments = parser.parse_args()
    rubrics = rubric_of()
    print(f"{'':28} {'':4} {'P':>5} {'R':>5} {'F1':>5}  {'95 %':>11} {'kappa':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(FOLDER.glob("*.txt"), key=lambda path: (path.stem[3:], path.stem)):
            cases = [case for case in read_cases(path) if arguments.half in (None, "even" if int(case.id[-2:]) % 2 == 0 else "odd")]
            if arguments.only not in (None, cases[0].criterion):
                continue
            if cases[0].criterion not in rubrics:
                print(f"{path.stem[3:]:28} {path.stem[:2]:4} no bundled rubric has it")
                continue
            got = np.array([found(case, rubrics[case.criterion], Path(folder)) for case in cases])
            due = np.array([case.due for case in cases])
            draw = np.random.default_rng(0)
            drawn = [_f1(got[rows], due[rows]) for rows in draw.integers(0, len(cases), (DRAWS, len(cases)))]
            low, high = np.percentile(drawn, [2.5, 97.5])
            cells = np.array([(got & due).sum(), (got & ~due).sum(), (~got & due).sum(), (~got & ~due).sum()])
            precision, recall = cells[0] / max(1, cells[0] + cells[1]), cells[0] / max(1, cells[0] + cells[2])
            print(f"{path.stem[3:]:28} {path.stem[:2]:4} {precision:5.2f} {recall:5.2f} {_f1(got, due):5.2f}  {low:5.2f}–{high:4.2f} {kappa(cells):6.2f}")
            if arguments.show == cases[0].criterion:
                for case, has in zip(cases, got, strict=True):
                    if has != case.due:
                        print("FALSE" if has else "MISS ", case.id, *case.lines, sep="\n    ")


def _f1(got: np.ndarray, due: np.ndarray) -> float:
    return float(2 * (got & due).sum() / max(1, got.sum() + due.sum()))


if __name__ == "__main__":
    main()
