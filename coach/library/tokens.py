"""Text as tokens that a full-text index can find: Chinese by every two characters, other scripts by words.

Chinese has no spaces between words, and an index of words would find only what its word list knows. So each pair of
neighbouring characters is a token, and a longer string is a phrase of such pairs.
"""

from __future__ import annotations

import re
import unicodedata

from coach.errors import UserError

MAX_QUERY_CHARACTERS = 200  # nobody types more, and each part costs a look-up
PREFIX_FROM = 3  # letters; shorter beginnings stand for too many words to be of use

_CHINESE = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # and Japanese
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")
_RUN = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")
_BREAK = "\u00b7"  # a token that no text has: nothing is a phrase across it


def plain(text: str) -> str:
    """`text` as it is compared: small letters, full-width and half-width alike, no apostrophes inside words."""
    return unicodedata.normalize("NFKC", _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text).casefold()))


def tokens(text: str) -> str:
    """The tokens of a text, for the index; "" for a text without letters and digits.

    What this returns for a text must not change without a migration that indexes every call again.
    """
    found: list[str] = []
    singles: dict[str, None] = {}
    last = ""
    for run in _RUN.findall(plain(text)):
        if not _is_chinese(run):
            found.append(run)
        else:
            singles.update(dict.fromkeys(run))
            if last == run[0]:  # else …投诉，诉处… would hold 投诉处
                found.append(_BREAK)
            found += [run[place : place + 2] for place in range(len(run) - 1)]
        last = run[-1]
    return " ".join([*found, *([_BREAK] if singles else []), *singles])


def terms(text: str) -> tuple[str, ...]:
    """What a query asks for: strings of Chinese, and words. Raises UserError when there is nothing to look for, or too much."""
    found = tuple(dict.fromkeys(_RUN.findall(plain(text))))
    if not found or len(text) > MAX_QUERY_CHARACTERS:
        raise UserError(
            zh=f"搜索的内容要有文字或数字，最多 {MAX_QUERY_CHARACTERS} 个字符：请改一下再试。",
            en=f"Search for letters, characters or digits, at most {MAX_QUERY_CHARACTERS} of them: change the text and try again.",
        )
    return found


def match(query: tuple[str, ...]) -> str:
    """The full-text query that finds a text with every one of the terms; words also by how they begin."""
    return " AND ".join(map(_match, query))


def line_with(text: str, query: tuple[str, ...]) -> int | None:
    """Which line of a text (from 0) is the first with one of the terms, as the index would find it; None when none is."""
    wanted = re.compile("|".join(map(_pattern, query)))
    found = wanted.search(plain(text))
    return None if found is None else found.string.count("\n", 0, found.start())


def _pattern(term: str) -> str:
    if _is_chinese(term):
        return re.escape(term)
    word = f"[^\\W_{_CHINESE}]"
    return f"(?<!{word}){re.escape(term)}" + ("" if len(term) >= PREFIX_FROM else f"(?!{word})")


def _match(term: str) -> str:
    if _is_chinese(term):
        pairs = [term[place : place + 2] for place in range(len(term) - 1)] or [term]
        return f'"{" ".join(pairs)}"'
    return f'"{term}"*' if len(term) >= PREFIX_FROM else f'"{term}"'


def _is_chinese(run: str) -> bool:
    return re.match(f"[{_CHINESE}]", run) is not None
