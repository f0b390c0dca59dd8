"""What simple rules find in the text of a real incident; nothing is made up, and what was not found is empty.

Each sentence goes to one place: what is asked for, a feeling, figures that can be looked up, what happened, and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.errors import UserError
from coach.exercise.masking import Masked, masked
from coach.model import Language
from coach.practice.format import Temper
from coach.text_language import detect_language

MAX_CHARACTERS = 20_000
MAX_SENTENCE = 400  # as a line or a fact of a case may be
MOST_OF_A_KIND = 12
SITUATION_SENTENCES = 3

_INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ENDS = re.compile(r"\n+|(?<=[。！？；])(?![”’」）])|(?<=[。！？]”)|(?<=[.!?])[\"”]?\s+(?=[\"“A-Z\[])")
_AMOUNT = re.compile(
    r"(?:[¥￥$€£]|(?:RMB|USD|EUR|GBP)\s?)\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s*(?:元|块钱|块|万元|万|美元|dollars|yuan|euros|pounds)"
)
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DATE = re.compile(
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?<!\d)\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}\s*点(?:半|\d{1,2}分)?"
    r"|(?:今|昨|前|明|后)天|(?:上|本|这|下)(?:个)?(?:周|星期|月)[一二三四五六日天]?|(?:周|星期)[一二三四五六日天]"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}\b|\b{_MONTHS} \d{{1,2}}\b|\b\d{{1,2}}(?:\.\d{{2}})? ?[ap]\.?m\b"
    r"|\b(?:yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_FURIOUS = re.compile(
    "愤怒|气愤|气死|火冒|忍无可忍|崩溃|太过分|骗人|欺骗|曝光|恶劣|破口大骂|拍桌子|大吵"
    r"|\b(?:furious|outraged|livid|disgust\w*|unacceptable|shout(?:ed|ing)|yell(?:ed|ing)|scream(?:ed|ing))\b",
    re.IGNORECASE,
)
_FEELING = re.compile(
    "生气|火大|恼火|不满|失望|着急|很急|焦急|担心|害怕|难受|难过|委屈|无语|受不了|憋屈|寒心|心寒|心疼|不耐烦|激动|情绪|哭"
    r"|\b(?:angry|upset|frustrat\w*|disappoint\w*|worried|worry|annoy\w*|fed up|ridiculous|afraid|anxious|embarrass\w*|stress\w*|crying|in tears|impatient)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    "要求|希望|诉求|请求|恳请|请(?:你们|贵司|尽快|给|帮|把|予)|想要|想把|必须(?:给|退|赔|换)"
    r"|\b(?:wants?|wanted|would like|ask(?:s|ed)? (?:for|to|that|us)|demand\w*|request\w*|insist\w*|expects?|please)\b",
    re.IGNORECASE,
)
_WHO = (  # a name first
    re.compile("[甲乙丙丁戊己庚辛壬癸](?:先生|女士|小姐|太太|阿姨|大爷|大妈|老师|师傅)|\\b(?:Mr|Mrs|Ms|Miss|Dr|Prof) [A-J]\\b"),
    re.compile("某[甲乙丙丁戊己庚辛壬癸]"),
    re.compile("顾客|乘客|旅客|患者|家长|业主|会员|住客|学员|客户|\\b(?:guest|passenger|patient|parent|member|tenant|customer|client|caller)\\b", re.IGNORECASE),
)
_INTRODUCES = re.compile(r"^(?:我叫|我是某|My name is|I am [A-J]\b|I'm [A-J]\b)")
_FIRST_PERSON = re.compile(r"我(?!们公司|司|方|处|店|行|院)|\b(?:I|I'm|I’m|I've|my|me)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What was found; everything masked, in the text's `language`. Empty where nothing was.

    `is_own_words`: the customer wrote it, so that its sentences can be said by one who plays the customer; `opening` is what
    such a one says first.
    """

    language: Language
    who: str
    situation: tuple[str, ...]
    dates: tuple[str, ...]
    amounts: tuple[str, ...]
    figures: tuple[str, ...]
    feelings: tuple[str, ...]
    asked_for: tuple[str, ...]
    rest: tuple[str, ...]
    temper: Temper | None
    is_own_words: bool
    opening: tuple[str, ...]
    masked: Masked


def read_incident(text: str) -> Incident:
    """Raises UserError for an empty text, or one of more than 20,000 characters."""
    text = _INVISIBLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise UserError(
            zh="这里没有文字：请粘贴事情的经过，几句话就行。",
            en="There is no text: paste what happened; a few sentences will do.",
        )
    if len(text) > MAX_CHARACTERS:
        raise UserError(
            zh=f"这段文字有 {len(text)} 个字，最多 {MAX_CHARACTERS} 个：请只粘贴经过。",
            en=f"The text has {len(text)} characters and at most {MAX_CHARACTERS} can be read: paste only what happened.",
        )
    language = detect_language(text)
    hidden = masked(text, language)
    sentences = _sentences(hidden.text)
    is_own = len(_FIRST_PERSON.findall(hidden.text)) >= 2 and not re.search("客户|顾客|\\b(?:customer|caller|client)\\b", hidden.text)
    asked = [one for one in sentences if _ASKED.search(one)]
    feelings = [one for one in sentences if one not in asked and (_FEELING.search(one) or _FURIOUS.search(one))]
    plain = [one for one in sentences if one not in asked and one not in feelings]
    situation = plain[:SITUATION_SENTENCES]
    figures = [one for one in plain[SITUATION_SENTENCES:] if _AMOUNT.search(one) or _DATE.search(one)]
    found = next((match for pattern in _WHO if (match := pattern.search(hidden.text))), None)
    return Incident(
        language=language,
        who=found[0] if found else "",
        situation=tuple(situation),
        dates=_each(_DATE.findall(hidden.text)),
        amounts=_each(_AMOUNT.findall(hidden.text)),
        figures=tuple(figures[:MOST_OF_A_KIND]),
        feelings=tuple(feelings[:MOST_OF_A_KIND]),
        asked_for=tuple(asked[:MOST_OF_A_KIND]),
        rest=tuple(one for one in plain[SITUATION_SENTENCES:] if one not in figures)[:MOST_OF_A_KIND],
        temper=_temper(hidden.text),
        is_own_words=is_own,
        opening=tuple([one for one in situation if not _INTRODUCES.search(one)][:1]) if is_own else (),
        masked=hidden,
    )


def _temper(text: str) -> Temper | None:
    if _FURIOUS.search(text):
        return "furious"
    return "annoyed" if _FEELING.search(text) else None


def _sentences(text: str) -> list[str]:
    """Each once, on one line, of 400 characters at most."""
    each = (" ".join(piece.split()) for piece in _ENDS.split(text))
    return list(dict.fromkeys(one if len(one) <= MAX_SENTENCE else one[: MAX_SENTENCE - 1] + "…" for one in each if one))


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found))[:MOST_OF_A_KIND]


def joined(sentences: Sequence[str], language: Language) -> str:
    """Sentences one after another as the language writes them."""
    return ("" if language == "zh" else " ").join(sentences)
