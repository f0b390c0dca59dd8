"""The judgement corpus keeps its own format."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from coach.model import LABELS
from tests.paths import ROOT

CORPUS = ROOT / "corpus"
BATCHES = sorted([*CORPUS.glob("??-?.txt"), *CORPUS.glob("ordinary/*.txt")])
HEADER = re.compile(r"# id=(\S+) industry=\S+ kind=(clean|mixed|awful|hardneg) situation=.+")
TURN = re.compile(r"(?:R (?P<labels>[a-z_,]+|-)(?: \?(?P<optional>[a-z_,]+))?|C[!?]?) \| (?P<text>\S[^|]*)")
SECOND = re.compile(r"(?P<number>\d+) (?:[!.?]|(?P<labels>[a-z_,]+|-)(?: \?(?P<optional>[a-z_,]+))?)")


def listed(match: re.Match[str]) -> list[str]:
    both = [match["labels"] or "", match["optional"] or ""]
    return [label for part in both for label in part.split(",") if label not in ("", "-")]


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch.stem)
def test_every_line_is_a_header_or_a_turn_with_known_labels(batch):
    lines = [line for line in batch.read_text(encoding="utf-8").splitlines() if line]
    headers = [HEADER.fullmatch(line) for line in lines if line.startswith("#")]
    turns = [TURN.fullmatch(line) for line in lines if not line.startswith("#")]
    assert all(headers) and all(turns), [line for line in lines if not (HEADER.fullmatch(line) or TURN.fullmatch(line))]
    assert len({header[1] for header in headers}) == len(headers) >= 25
    for turn in turns:
        labels = listed(turn)
        assert set(labels) <= set(LABELS)
        assert len(set(labels)) == len(labels), turn.string
    said = Counter(turn["text"] for turn in turns if turn.string.startswith("R"))
    repeated = [text for text, count in said.items() if count > 1 and len(text) > 20]
    assert repeated == []


@pytest.mark.parametrize("second", sorted([*CORPUS.glob("*.first"), *CORPUS.glob("*.second")]), ids=lambda path: path.stem)
def test_a_labelling_has_every_turn_once(second):
    matches = [SECOND.fullmatch(line) for line in second.read_text(encoding="utf-8").splitlines()]
    assert all(matches)
    turns = [line for line in second.with_suffix(".txt").read_text(encoding="utf-8").splitlines() if line and line[0] in "RC"]
    assert [int(match["number"]) for match in matches] == list(range(1, len(turns) + 1))
    for match, turn in zip(matches, turns, strict=True):
        assert set(listed(match)) <= set(LABELS)
        assert (match["labels"] is not None) == turn.startswith("R")


def test_the_corpus_is_as_large_as_its_page_says():
    page = (CORPUS / "README.md").read_text(encoding="utf-8")
    for language in ("en", "zh"):
        turns = [line for path in CORPUS.glob(f"{language}-?.txt") for line in path.read_text(encoding="utf-8").splitlines()]
        assert f"{sum(line.startswith('R ') for line in turns):,}" in page
        assert f"{sum(line.startswith('C') for line in turns):,}" in page


@pytest.mark.parametrize("file", sorted(CORPUS.glob("criteria/*.txt")), ids=lambda path: path.stem)
def test_a_criterion_has_ten_faults_and_ten_look_alikes(file):
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line]
    headers = [re.fullmatch(r"# id=(\S+) criterion=(\w+) finding=(yes|no) situation=.+", line) for line in lines if line[0] == "#"]
    assert all(headers) and len({header[1] for header in headers}) == 20
    assert Counter(header[3] for header in headers) == {"yes": 10, "no": 10}
    assert {header[2] for header in headers} == {file.stem[3:]}
    assert all(re.fullmatch(r"[RC] \| \S.*", line) for line in lines if line[0] != "#")


def test_every_criterion_is_tried_in_both_languages():
    english, mandarin = ({path.stem[3:] for path in CORPUS.glob(f"criteria/{language}-*.txt")} for language in ("en", "zh"))
    assert english == mandarin and len(english) >= 20
