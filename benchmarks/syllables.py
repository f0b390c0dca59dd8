"""The table of English syllables: how it is made from CMUdict, and how exact it is.

    python benchmarks/syllables.py CMUDICT            print the figures
    python benchmarks/syllables.py CMUDICT --write    and write coach/language/syllables_en.txt anew

CMUDICT is the file `cmudict.dict` of https://github.com/cmusphinx/cmudict.
The table says, for endings of words, by how much the number of syllables differs from the number of vowel groups;
the longest ending decides. The smallest table that is right for every word of CMUdict (first pronunciation) is found
by dynamic programming over the tree of endings.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from pathlib import Path

from coach.language import syllables

TARGET = Path(syllables.__file__).with_name("syllables_en.txt")


def read_cmudict(path: Path) -> dict[str, int]:
    """Syllables of each word's first pronunciation; words of letters and apostrophes only."""
    known: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *sounds = line.split("#")[0].split()
        if re.fullmatch(r"[a-z']+", word):
            known[word] = sum(sound[-1].isdigit() for sound in sounds)
    return known


def smallest_table(corrections: dict[str, int]) -> dict[str, int]:
    """ending -> correction; `^` marks a word's beginning, and the empty ending's correction is 0."""
    children: dict[str, set[str]] = defaultdict(set)
    for word in corrections:
        whole = "^" + word
        for start in range(len(whole)):
            children[whole[start + 1 :]].add(whole[start:])
    values = sorted(set(corrections.values()))
    # below[ending][value]: entries needed among longer endings if this ending has that value
    below: dict[str, dict[int, float]] = {
        "^" + word: {value: 0 if value == right else float("inf") for value in values}
        for word, right in corrections.items()
    }
    for ending in sorted(children, key=len, reverse=True):
        below[ending] = {
            value: sum(min(below[longer][value], 1 + min(below[longer].values())) for longer in children[ending])
            for value in values
        }
    table: dict[str, int] = {}
    to_visit = [("", 0)]
    while to_visit:
        ending, inherited = to_visit.pop()
        best = min(values, key=below[ending].__getitem__)
        if ending and below[ending][inherited] > 1 + below[ending][best]:
            table[ending] = inherited = best
        to_visit += [(longer, inherited) for longer in children.get(ending, ())]
    return table


def corrections_of(known: dict[str, int]) -> dict[str, int]:
    return {word: count - syllables.vowel_groups(word) for word, count in known.items()}


def figures(known: dict[str, int], table: dict[str, int]) -> str:
    guesses = {word: syllables.by_endings(word, table) for word in known}
    exact = sum(guesses[word] == known[word] for word in known) / len(known)
    bias = sum(guesses.values()) / sum(known.values()) - 1
    return f"{len(known)} words: {exact:.2%} exact, {bias:+.2%} in total"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cmudict", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = read_cmudict(options.cmudict)
    words = sorted(known)
    random.Random(1).shuffle(words)
    unseen, seen = words[: len(words) // 10], words[len(words) // 10 :]
    without = smallest_table(corrections_of({word: known[word] for word in seen}))
    print("words kept out of the table:", figures({word: known[word] for word in unseen}, without))
    table = smallest_table(corrections_of(known))
    print(f"the whole table, {len(table)} endings:", figures(known, table))
    if options.write:
        notice = [line for line in TARGET.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        rows = [f"{ending} {value:+d}" for ending, value in sorted(table.items())]
        TARGET.write_text("\n".join(notice + rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
