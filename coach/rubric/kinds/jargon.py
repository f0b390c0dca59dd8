"""Words of the trade that the customer cannot know (CS: 行话; 用顾客熟悉的语言与之交流)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from coach.model import Evidence, Finding, Language, Turn
from coach.rubric.call import Call, Outcome, missed
from coach.rubric.format import Jargon
from coach.rubric.labels import language_of
from coach.rubric.plain import Plain, plain

# What explains a word in the same turn: after it, or right before it. On plain text, so 您 is 你.
_EXPLAINS_AFTER = {
    "zh": re.compile(r"也就是|就是(?:说|指|你|我们?|把|一个|那|从|给)|意思(?:就)?是|指的(?:就)?是|简单(?:来)?说|通俗(?:点|一点|地)?(?:来)?(?:说|讲)|说白了|换句话说|打个比方|相当于|好比"),
    "en": re.compile(
        r"\b(?:that means|which means|meaning|that is|thats|which is|in other words|basically|put simply|in plain "
        r"(?:english|words)|stands for|short for|its (?:the|a|an|our|just|like)|it means|a kind of|think of it|so to speak)\b"
    ),
}
_EXPLAINS_BEFORE = {
    "zh": re.compile(r"(?:所谓的?|我们(?:这边|内部|行内)?(?:管(?:它|这个)?叫|叫做?|称为?|说的)|行话(?:叫|里叫)?|术语(?:叫|是)?|也叫|专业(?:上)?(?:叫|说法是?))$"),
    "en": re.compile(r"\b(?:what we call|what is called|so called|known as|we call (?:it|that|this)|or as we say)(?: an?| the)? ?$"),
}
# Capitals that everybody knows, in either language (ours); the rest is somebody's trade.
_EVERYDAY = frozenset(
    "TV DVD CD USB PIN ID SIM GPS PDF FAQ SMS MMS ATM VIP DIY ETA ASAP FYI OK AM PM UK US USA EU UN NHS BBC CNN GP CV VAT "
    "HR IT PC AC DC LED LCD HD QR APP URL CEO MD PA BBQ RSVP PS PO DOB SOS DNA MRI CT UPS DHL DPD IKEA BMW VW KFC HSBC "
    "NYC LA XL XS XXL AI AA BMI EV SUV LOL OMG TBC FM HQ ICU ID IOU IQ LTD MC MP NYE PE PR QC RAF RIP TBA UFO WC WWW ZIP "
    "GMT EST PST WIFI QQ WPS POS KTV CBD EMS ETC NBA MBA IOS PPT EXCEL WORD CCTV AQ".split()
)
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT_WORD = re.compile(r"(?<![a-z0-9])[a-z]{2,6}(?![a-z0-9])")
_ACRONYM = re.compile(r"[A-Z]{2,5}s?")
_SHOUTED = 0.5  # from this share of capitals on, a turn is written in them and they mean nothing
_BEFORE_CHARACTERS = 30  # of plain text, where the words that introduce it may stand


def judge_jargon(criterion: Jargon, call: Call) -> Outcome:
    """Each different word that the customer had not said before and the rep's turn does not explain costs `costs`.

    Once explained, a word may be used. Applies as soon as the rep says anything.
    """
    if not any(turn.text for turn in call.rep_turns()):
        return Outcome(share=None)
    known: set[str] = set()  # in plain text
    used: list[Finding] = []
    for turn in call.turns:
        text = plain(turn.text)
        language = language_of(text, call.language)
        if turn.role == "customer":
            known |= {match[0] for match in _LATIN_WORD.finditer(text.text)}
        for word, match in _words(criterion, text, language) if turn.role in ("rep", "customer") else ():
            if turn.role == "rep" and word not in known and not _explained(text, match, language):
                used.append(_used(criterion, turn, text.quote(*match.span())))
            known.add(word)
    return Outcome(share=max(0.0, 1.0 - len(used) * criterion.costs / criterion.points), findings=tuple(used))


def _words(criterion: Jargon, text: Plain, language: Language) -> list[tuple[str, re.Match[str]]]:
    """The words of the trade in this turn as plain text, each with its first place, in the order they are said."""
    listed = criterion.words.zh if language == "zh" else criterion.words.en
    found = {plain(word).text: match for word in listed if (match := _pattern(word).search(text.text))}
    for match in _acronyms(text) if criterion.acronyms else ():
        found.setdefault(match[0], match)
    return sorted(found.items(), key=lambda each: each[1].start())


def _acronyms(text: Plain) -> Iterator[re.Match[str]]:
    written = unicodedata.normalize("NFKC", text.original)
    latin = [letter for letter in written if letter.isascii() and letter.isalpha()]
    if sum(letter.isupper() for letter in latin) >= _SHOUTED * len(latin) and not _HAN.search(written):
        return
    for match in _SHORT_WORD.finditer(text.text):
        word = unicodedata.normalize("NFKC", text.quote(*match.span()))
        if _ACRONYM.fullmatch(word) and word.removesuffix("s") not in _EVERYDAY:
            yield match


@functools.lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    """The word in plain text; a Latin one stands alone, also in the plural."""
    bare = re.escape(plain(word).text)
    return re.compile(rf"(?<![a-z0-9]){bare}(?:e?s)?(?![a-z0-9])" if word.isascii() else bare)


def _explained(text: Plain, match: re.Match[str], language: Language) -> bool:
    before = text.text[max(0, match.start() - _BEFORE_CHARACTERS) : match.start()]
    return bool(
        _EXPLAINS_AFTER[language].search(text.text, match.end()) or _EXPLAINS_BEFORE[language].search(before)
    )


def _used(criterion: Jargon, turn: Turn, word: str) -> Finding:
    evidence = [Evidence(layer="phrase", certainty=0.9, quote=word)]
    return missed(criterion, criterion.id, turn, quote=word, evidence=evidence, due=False)
