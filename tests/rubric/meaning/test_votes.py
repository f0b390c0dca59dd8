"""What the network votes, on wordings that stand in no phrase file."""

from __future__ import annotations

import pytest

from coach.rubric.meaning.votes import meaning_votes
from coach.transcript import read_transcript


def votes(tmp_path, lines: list[str], language: str):
    script = tmp_path / "call.txt"
    script.write_text("\n".join(lines), encoding="utf-8")
    turns = read_transcript(script).turns
    found = meaning_votes(turns, languages={turn.uid: language for turn in turns})
    return [{vote.mark: vote for vote in found[turn.uid]} for turn in turns]


CALLS = {
    "en": [
        "customer: My mother has been without heating for four nights and nobody has come. She is eighty-six!",
        "rep: Eighty-six and four nights in the cold, that's dreadful. I'm ringing the engineer this minute.",
        "customer: You said that on Monday.",
        "rep: Well, you should have opened the door on Monday, shouldn't you?",
    ],
    "zh": [
        "customer: 我妈八十六了，四个晚上没暖气，到现在没一个人来！",
        "rep: 八十六的老人冻了四个晚上，搁谁心里都不好受。我这就打电话给师傅。",
        "customer: 礼拜一你们也是这么说的。",
        "rep: 礼拜一师傅去了您自己不开门，怨得着谁呀？",
    ],
}


@pytest.mark.parametrize("language", CALLS)
def test_empathy_ownership_and_a_card_in_one_call(tmp_path, language):
    upset, good, _, bad = votes(tmp_path, CALLS[language], language)
    assert upset["upset"].present
    assert good["empathy"].present and good["ownership"].present and not good["not_humble"].present
    assert bad["not_humble"].present and not bad["empathy"].present
    assert bad["not_humble"].quote in CALLS[language][3]


@pytest.mark.parametrize("language", CALLS)
def test_only_the_side_that_can_carry_a_label_gets_a_vote_on_it(tmp_path, language):
    customer, rep, *_ = votes(tmp_path, CALLS[language], language)
    assert set(customer) == {"upset"}
    assert "upset" not in rep and len(rep) == 16


@pytest.mark.parametrize("language", CALLS)
def test_another_turn_of_the_customers_never_makes_a_card(tmp_path, language):
    before = votes(tmp_path, CALLS[language], language)[3]
    lines = [*CALLS[language][:3], "customer: Well? 到底怎么样？", CALLS[language][3]]
    after = votes(tmp_path, lines, language)[4]
    for card in ("commanding", "irresponsible", "not_humble"):
        assert not (after[card].present and not before[card].present)
        as_present = [vote.certainty if vote.present else 1 - vote.certainty for vote in (after[card], before[card])]
        assert as_present[0] <= as_present[1] + 1e-6


def test_empty_turns_and_no_turns_get_no_votes(tmp_path):
    assert meaning_votes((), languages={}) == {}
