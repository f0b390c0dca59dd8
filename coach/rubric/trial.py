"""One sentence tried out: which layer finds which mark in it, and how certain each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.errors import UserError
from coach.model import Language, Turn
from coach.rubric.format import Place, Rubric
from coach.rubric.labels import language_of, votes_of
from coach.rubric.plain import plain
from coach.rubric.votes import Vote, decide

Speaker = Literal["rep", "customer"]
MAX_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A mark that something speaks for, or that a phrase, pattern or example speaks against; `votes` most certain first.

    `place`: whether that holds anywhere, or only when the sentence is its speaker's first, or a later one.
    """

    mark: str
    place: Place
    votes: tuple[Vote, ...]

    @property
    def present(self) -> bool:
        return self.votes[0].present


def try_sentence(
    sentence: str, rubric: Rubric, *, language: Language | None = None, speaker: Speaker = "rep", customer: str = ""
) -> tuple[Tried, ...]:
    """What the layers say of the sentence, the most certain first; () when nothing speaks for or against any mark.

    `customer` is what the customer said right before. `language` None: the sentence's own. Raises UserError for a
    sentence without words, or one longer than 2,000 characters.
    """
    _check(sentence, customer)
    language = language or language_of(plain(sentence), "en")
    first, later = (
        _by_mark(_last_votes(_turns(sentence, speaker, customer, first=first), rubric, language=language))
        for first in (True, False)
    )
    tried = []
    for mark in sorted(first.keys() | later.keys()):
        at_first, later_on = first.get(mark), later.get(mark)
        if at_first and later_on and at_first[0].present == later_on[0].present:
            tried.append(Tried(mark=mark, place="anywhere", votes=later_on))
            continue
        tried += [Tried(mark=mark, place="first", votes=at_first)] if at_first else []
        tried += [Tried(mark=mark, place="later", votes=later_on)] if later_on else []
    return tuple(sorted(tried, key=lambda one: (not one.present, -one.votes[0].certainty)))


def _last_votes(turns: Sequence[Turn], rubric: Rubric, *, language: Language) -> Mapping[str, Sequence[Vote]]:
    """Every layer's votes on the last turn, by mark: whatever votes in a call votes here too."""
    return votes_of(turns, language=language, taught=rubric.marks)[turns[-1].uid]


def _by_mark(votes: Mapping[str, Sequence[Vote]]) -> dict[str, tuple[Vote, ...]]:
    """The votes on each mark worth a word, that of `decide` first; that the network merely does not find a mark is not."""
    return {
        mark: tuple(sorted(each, key=lambda vote: (vote is not decide(each), -vote.certainty)))
        for mark, each in votes.items()
        if any(vote.present or vote.layer != "meaning" for vote in each)
    }


def _turns(sentence: str, speaker: Speaker, customer: str, *, first: bool) -> list[Turn]:
    said = [] if first else [(speaker, "")]
    said += [("customer", customer)] if customer and speaker == "rep" else []
    said.append((speaker, sentence))
    return [
        Turn(uid=f"tried-{i}", index=i, speaker=role, role=role, start_s=None, end_s=None, text=text)
        for i, (role, text) in enumerate(said)
    ]


def _check(sentence: str, customer: str) -> None:
    if not plain(sentence[:MAX_CHARACTERS]).text:
        raise UserError(
            zh="这句话里没有字：请把要试的话写在引号里。", en="There are no words to try: give a sentence in quotes."
        )
    if max(len(sentence), len(customer)) > MAX_CHARACTERS:
        raise UserError(
            zh=f"最多试 {MAX_CHARACTERS} 个字：请给出一轮话，整通对话请用 redcard score。",
            en=f"At most {MAX_CHARACTERS} characters can be tried: give one turn, and score a whole call with redcard score.",
        )
