"""Listening tokens: short words that tell the speaker to go on."""

from __future__ import annotations

import re

from coach.model import Language

# From the labelling guide: mm-hm, I see, right, 嗯, 对, 明白 ... as the whole of what was said.
_TOKENS = {
    "en": {
        "mm", "mhm", "mm hm", "mmhm", "mmhmm", "mm hmm", "hmm", "uh huh", "uhhuh", "huh", "yeah", "yep", "yes", "right",
        "i see", "okay", "ok", "sure", "gotcha", "got it", "oh", "ah", "alright", "all right", "i understand", "understood",
        "of course", "sorry", "exactly", "good", "great",
    },
    "zh": {
        "嗯", "啊", "哦", "噢", "喔", "对", "是", "是的", "好", "好的", "行", "明白", "了解", "这样啊", "是啊", "对对", "对的",
        "嗯嗯", "哎", "唉", "诶", "知道", "知道了", "明白了", "我明白", "我理解", "我知道", "没错", "对不起", "嗯哼",
    },
}  # fmt: skip
_LONGEST = 3  # tokens in a row: "yeah, right, okay" still only listens, four are a sentence


def is_backchannel(text: str, language: Language) -> bool:
    """True when `text` is nothing but one to three listening tokens; False for empty text."""
    parts = [" ".join(part.split()) for part in re.split(r"[^\w\s'-]+", text.lower().replace("-", " "))]
    parts = [part for part in parts if part]
    if len(parts) == 1 and parts[0] not in _TOKENS[language]:
        parts = parts[0].split() if language == "en" else [parts[0]]
    return 0 < len(parts) <= _LONGEST and all(part in _TOKENS[language] for part in parts)
