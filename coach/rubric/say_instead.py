"""Better sentences that a rep can say aloud, with what the customer just said where that reads naturally."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach.model import Finding, Language, Suggestion, Turn
from coach.rubric.format import SayInstead
from coach.rubric.labels import language_of
from coach.rubric.plain import plain

_CLAUSE = re.compile(r"(?:[^，。！？；：、…—,!?;:\n\"“”.\s]|\.(?=\d)|[ \t](?!-\s))+")
_LEADING = {
    "zh": re.compile(r"^(?:然后|但是|可是|可(?=[你您我他她它根本])|而且|所以|因为|就是|那个|那|嗯|呃|哎呀|哎|啊|喂|反正|不是|结果|现在)+"),
    "en": re.compile(
        r"^(?:(?:and|but|so|because|well|yeah|yes|no|oh|um|uh|er|look|listen|like|now|okay|ok|hi|hello)\s+)+",
        re.IGNORECASE,
    ),
}
# A clause that attacks, asks, speaks of the rep or of how the rep speaks, or only names a feeling cannot be given back
# to the customer as what happened to them.
_NOT_GIVEN_BACK = {
    "zh": re.compile(
        r"[你您咱]|我们|我的错|什么|怎么|凭|吗|呢|到底|能不能|会不会|是不是|有没有|谁|哪|破|骗|滚|他妈|垃圾|傻|混蛋|投诉|"
        r"态度|语气|凶|吼|骂|冲我|不耐烦|冷静|激动|敷衍|推|急|气|担心|难受|怕|委屈|失望|烦|受不了|算了"
    ),
    "en": re.compile(
        r"\b(?:you|your|yours|you['’]re|who|what|why|how|when|where|idiot|stupid|liar|bloody|damn|hell|shit|fuck\w*|crap|"
        r"useless|rubbish|joke|kidding|manager|going to|gonna|want|need|calling|ringing|phoning|wonder\w*|can|will|shall|let|i['’]ll|rude\w*|attitude|tone|"
        r"talk\w*|speak\w*|listen\w*|calm\w*|patroni\w*|shout\w*|help|stress\w*|worr\w*|upset|angry|furious|frustrat\w*|"
        r"disappoint\w*|scared|annoy\w*|tired|unbelievable|ridiculous|believe|cancel|fault|but|if|think|say\w*|did)\b",
        re.IGNORECASE,
    ),
}
# What is said back names what went wrong, not a number or a name.
_PROBLEM = {
    "zh": re.compile(
        r"没|不[^过]|坏|断|错|丢|晚|迟|等|漏|停|慢|吵|疼|冷|脏|少|扣|多收|遍|趟|[次天]了|耽误|白跑|又",
    ),
    "en": re.compile(
        r"n['’]t\b|\b(?:not|no|never|nobody|nothing|none|down|broken?|broke|lost|late|wait\w*|still|twice|times|again|days|"
        r"weeks|hours|wrong|missing|missed|cut off|dead|stuck|delayed|charged|cancell?ed|leak\w*|failed|cold|without|"
        r"ruined|passed around)\b",
        re.IGNORECASE,
    ),
}
# From the customer's mouth to the rep's, in this order; apostrophes are as people type them.
_TURNED_ROUND = {
    "zh": (("我", "您"),),
    "en": (
        (r"\bI(?= was\b| wasn['’]t\b)", "you"),
        (r"\byou was", "you were"),
        (r"\bI am\b|\bI['’]m\b|\bwe['’]re\b", "you're"),
        (r"\b(?:I|we)['’]ve\b", "you've"),
        (r"\b(?:I|we)['’]d\b", "you'd"),
        (r"\b(?:I|we|me|us)\b", "you"),
        (r"\b(?:my|our)\b", "your"),
        (r"\b(?:mine|ours)\b", "yours"),
        (r"\bmyself\b", "yourself"),
    ),
}
# Long enough to mean something, short enough to say back in one breath (ours).
_LENGTH = {"zh": (5, 20), "en": (4, 14)}


def with_suggestions(
    findings: Sequence[Finding],
    sentences: Mapping[str, SayInstead | None],
    turns: Sequence[Turn],
    *,
    language: Language,
) -> tuple[Finding, ...]:
    """The findings, in the order given, with the better sentence of their criterion (`sentences` by its id).

    A strength needs none. Each of the customer's clauses is used for one finding at most, and a criterion's general
    sentences come in turn.
    """
    by_uid = {turn.uid: turn for turn in turns}
    used: set[str] = set()
    general: Counter[str] = Counter()
    bettered = []
    for finding in findings:
        say = None if finding.kind == "strength" else sentences.get(finding.criterion)
        if say is not None:
            turn = by_uid.get(finding.turn or "")
            clause = _clause_before(turns, turn, language, used) if turn and _template(say, language) else None
            finding = replace(finding, say_instead=suggestion(say, clause, language=language, number=general[finding.criterion]))
            used |= {clause} if clause else set()
            general[finding.criterion] += clause is None
        bettered.append(finding)
    return tuple(bettered)


def suggestion(say: SayInstead, clause: str | None, *, language: Language, number: int = 0) -> Suggestion:
    """The better sentence in both languages; in the call's own it gives the customer's `clause` back, turned round.

    `from_this_call` is False for the general sentence, which it is without a clause: the `number`-th, counted round.
    """
    template = _template(say, language)
    if clause is None or template is None:
        sentence = (say, *say.also)[number % (1 + len(say.also))]
        return Suggestion(zh=sentence.zh, en=sentence.en)
    told = template.replace("{quote}", _turned_round(clause, language))
    if language == "zh":
        return Suggestion(zh=told, en=say.en, from_this_call=True)
    return Suggestion(zh=say.zh, en=told, from_this_call=True)


def _template(say: SayInstead, language: Language) -> str | None:
    return say.zh_quoting if language == "zh" else say.en_quoting


def _turned_round(clause: str, language: Language) -> str:
    for first_person, second_person in _TURNED_ROUND[language]:
        clause = re.sub(first_person, second_person, clause, flags=re.IGNORECASE)
    return clause[0].upper() + clause[1:]


def _clause_before(turns: Sequence[Turn], turn: Turn, language: Language, used: set[str]) -> str | None:
    """The longest clause to say back from what the customer said right before the rep's answer; None if none fits."""
    position = turn.index
    while position > 0 and turns[position].role == "rep":
        position -= 1
    said: list[str] = []
    while position >= 0 and turns[position].role == "customer":
        if language_of(plain(turns[position].text), language) == language:
            said += _clauses(turns[position].text, language)
        position -= 1
    return max((clause for clause in said if clause not in used and _fits(clause, language)), key=len, default=None)


def _clauses(text: str, language: Language) -> Iterator[str]:
    for clause in _CLAUSE.finditer(text):
        if not text[clause.end() :].lstrip().startswith(("?", "？")):
            yield _LEADING[language].sub("", clause[0].strip()).strip()


def _fits(clause: str, language: Language) -> bool:
    words = plain(clause).text
    length = len(words) if language == "zh" else len(words.split())
    shortest, longest = _LENGTH[language]
    return (
        shortest <= length <= longest
        and bool(_PROBLEM[language].search(clause))
        and not _NOT_GIVEN_BACK[language].search(clause)
    )
