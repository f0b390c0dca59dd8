"""Better sentences, in the customer's own words where that reads naturally."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import Language, Suggestion, Turn
from coach.rubric.format import SayInstead
from coach.rubric.labels import language_of
from coach.rubric.plain import plain

_CLAUSE_END = re.compile(r"[，。！？；：、…—,!?;:\n\"“”]+|\.(?!\d)|\s-\s")
_LEADING = {
    "zh": re.compile(r"^(?:然后|但是|可是|而且|所以|因为|就是|那个|那|嗯|呃|哎呀|哎|啊|喂|反正|不是)+"),
    "en": re.compile(
        r"^(?:(?:and|but|so|because|well|yeah|yes|no|oh|um|uh|er|look|listen|like|now|okay|ok)\s+)+", re.IGNORECASE
    ),
}
# A clause that attacks, asks or speaks of the rep cannot be given back to the customer as what happened to them.
_NOT_GIVEN_BACK = {
    "zh": re.compile(
        r"[你您]|什么|怎么|凭|吗|呢|到底|能不能|会不会|是不是|有没有|谁|哪|破|骗|滚|他妈|垃圾|傻|混蛋|投诉"
    ),
    "en": re.compile(
        r"\b(?:you|your|yours|you're|who|what|why|how|when|where|idiot|stupid|liar|bloody|damn|hell|shit|fuck\w*|crap|"
        r"useless|rubbish|joke|kidding|manager|going to|gonna|want|need|can)\b",
        re.IGNORECASE,
    ),
}
# What is said back names what went wrong or how it feels, not a number or a name.
_PROBLEM = {
    "zh": re.compile(
        r"没|不[^过]|坏|断|错|丢|晚|迟|等|漏|破|停|慢|急|气|担心|难|怕|委屈|失望|累|烦|吵|疼|冷|脏|少|扣|多收|遍|趟|[次天]了|耽误|白跑|又"
    ),
    "en": re.compile(
        r"n['’]t\b|\b(?:not|no|never|nobody|nothing|none|down|broken?|broke|lost|late|wait\w*|still|twice|times|again|days|"
        r"weeks|hours|stress\w*|worr\w*|upset|frustrat\w*|disappoint\w*|scared|annoy\w*|tired|wrong|missing|missed|"
        r"cut off|dead|stuck|delayed|charged|cancell?ed|leak\w*|failed|fault\w*|cold|without|ruined|passed around)\b",
        re.IGNORECASE,
    ),
}
# Long enough to mean something, short enough to say back in one breath (ours).
_LENGTH = {"zh": (5, 20), "en": (4, 14)}
_TURNS_BACK = 6


def suggestion(say: SayInstead, said_before: Sequence[Turn], *, language: Language) -> Suggestion:
    """The better sentence in both languages; in the call's language it quotes the customer if something fits.

    `from_this_call` is False for the general sentence.
    """
    template = say.zh_quoting if language == "zh" else say.en_quoting
    quote = _customer_clause(said_before, language) if template else None
    if quote is None:
        return Suggestion(zh=say.zh, en=say.en)
    told = template.replace("{quote}", quote)
    if language == "zh":
        return Suggestion(zh=told, en=say.en, from_this_call=True)
    return Suggestion(zh=say.zh, en=told, from_this_call=True)


def _customer_clause(said_before: Sequence[Turn], language: Language) -> str | None:
    """A clause of the customer's last turns to say back: an upset one first, the latest first; None if none fits."""
    turns = [turn for turn in said_before if turn.role == "customer"][-_TURNS_BACK:]
    for turn in sorted(reversed(turns), key=lambda turn: not turn.upset):  # sorting keeps the latest first
        if language_of(plain(turn.text), language) != language:
            continue
        fitting = [clause for clause in _clauses(turn.text, language) if _fits(clause, language)]
        if fitting:
            return max(fitting, key=len)
    return None


def _clauses(text: str, language: Language) -> list[str]:
    return [_LEADING[language].sub("", clause.strip()).strip() for clause in _CLAUSE_END.split(text)]


def _fits(clause: str, language: Language) -> bool:
    words = plain(clause).text
    length = len(words) if language == "zh" else len(words.split())
    shortest, longest = _LENGTH[language]
    return (
        shortest <= length <= longest
        and bool(_PROBLEM[language].search(clause))
        and not _NOT_GIVEN_BACK[language].search(clause)
    )
