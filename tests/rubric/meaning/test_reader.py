"""The network itself, as it is shipped: what it is given, what it gives, what it remembers."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from coach.rubric.meaning.reader import OUTPUTS, TurnReader, turn_reader
from coach.rubric.meaning.tokens import ASKED, BEFORE, END, OWN, PAD, START, Sides, token_rows
from coach.rubric.meaning.votes import calibrations
from tests.paths import ROOT

DATA = ROOT / "coach" / "rubric" / "meaning" / "data"


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    return Tokenizer.from_file(str(DATA / "tokenizer.json"))


def test_a_row_is_the_role_what_was_said_before_and_the_turn(words):
    ids, mask, own, spans = token_rows(words, [Sides("rep", "您好", "我的网断了", "我马上帮你查")])
    assert ids[0, 0] == START and list(ids[0]).count(END) == 3
    assert mask.all()
    text = "".join("我马上帮你查"[start:end] for start, end in spans[0])
    assert text == "我马上帮你查"
    assert own.sum() == len(spans[0])


def test_rows_are_padded_to_the_longest(words):
    ids, mask, own, _ = token_rows(words, [Sides("rep", "", "", "yes"), Sides("rep", "", "", "let me look into that for you")])
    assert ids.shape == mask.shape == own.shape
    assert ids[0, -1] == PAD and mask[0, -1] == 0


def test_long_turns_keep_their_ends_and_context_its_end(words):
    long = " ".join(f"word{i}" for i in range(400))
    ids, _, own, spans = token_rows(words, [Sides("rep", long, long, long)])
    assert own.sum() == OWN == len(spans[0])
    assert ids.shape[1] <= BEFORE + ASKED + OWN + 10
    assert spans[0][0][0] == 0 and spans[0][-1][1] == len(long)


def test_no_turns_give_no_rows(words):
    ids, mask, own, spans = token_rows(words, [])
    assert ids.shape == mask.shape == own.shape == (0, 0) and spans == []


def test_every_output_has_a_calibration():
    assert set(calibrations()) == set(OUTPUTS)
    assert all(each.slope > 0 and 0 < each.threshold < 1 for each in calibrations().values())


def test_a_turn_reads_the_same_in_whatever_company():
    one = Sides("rep", "", "my phone is dead", "calm down and read the manual")
    others = [Sides("rep", "", "", "thank you for calling " * n) for n in range(1, 20)]
    alone = TurnReader().read([one])[0]
    (among, *_) = TurnReader().read([one, *others])
    assert np.array_equal(alone.logits, among.logits)
    assert len(alone.spans) == len(alone.shares)


def test_nothing_to_read_gives_nothing():
    assert turn_reader().read([]) == []


def test_a_turn_is_read_once():
    reader = TurnReader()
    sides = Sides("customer", "", "", "three weeks and nobody calls me back")
    assert reader.read([sides, sides])[0] is reader.read([sides])[0]


def test_what_ships_is_small():
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 60_000_000
