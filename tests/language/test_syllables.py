import pytest

from coach.language.syllables import by_endings, syllables_in

KNOWN = {
    1: "a I don't it's you've I'll queue strengths worked asked choose yeah um hmm through",
    2: "hello okay sorry refund people wouldn't couldn't business really being rhythm table wanted colour James's mr",
    3: "customer policy area idea created USA ATM APP deliver tomorrow quietly",
    4: "apologize definitely January manufacture technology society's",
    5: "appreciated immediately unfortunately opportunity",
    6: "responsibility",
}


@pytest.mark.parametrize(("count", "word"), [(n, word) for n, words in KNOWN.items() for word in words.split()])
def test_known_words(count: int, word: str) -> None:
    assert syllables_in(word) == count


def test_letters_and_nothing() -> None:
    assert syllables_in("TVs") == 2
    assert syllables_in("BMW") == 5
    assert syllables_in("SIM") == 1
    assert syllables_in("brrr") == 1
    assert syllables_in("'") == 0
    assert syllables_in("") == 0


def test_the_longest_ending_decides() -> None:
    table = {"ed": -1, "ted": 0, "^red": 0}
    assert by_endings("walked", table) == 1
    assert by_endings("wanted", table) == 2
    assert by_endings("red", table) == 1
