"""What tempers and personal styles are called (CS, 个人风格)."""

from __future__ import annotations

from types import MappingProxyType

from coach.model import Language, Text
from coach.practice.format import Style

TEMPER_NAMES = MappingProxyType(
    {
        "calm": Text(zh="平静", en="calm"),
        "annoyed": Text(zh="不满", en="annoyed"),
        "furious": Text(zh="怒气冲冲", en="furious"),
    }
)
STYLE_NAMES = MappingProxyType(
    {
        "analytical": Text(zh="分析型", en="analytical"),
        "driving": Text(zh="驾驭型", en="driving"),
        "amiable": Text(zh="和蔼型", en="amiable"),
        "expressive": Text(zh="表现型", en="expressive"),
    }
)
# CS: two axes, asks or tells and reserved or outgoing; what is said of each style is the course's.
STYLE_MEANS = MappingProxyType(
    {
        "analytical": Text(zh="爱问、内向；讲事实，讲逻辑，谨慎", en="asks, reserved; facts, logic, careful"),
        "driving": Text(zh="爱讲、内向；直接，爱挑战，讲究正式", en="tells, reserved; direct, challenging, formal"),
        "amiable": Text(zh="爱问、外向；重感情，随和，支持别人", en="asks, outgoing; feelings, easy-going, supports others"),
        "expressive": Text(zh="爱讲、外向；活泼，有主见，不拘形式", en="tells, outgoing; lively, opinions, informal"),
    }
)


def style_with_meaning(style: Style, language: Language) -> str:
    """“driving (tells, reserved; …)”."""
    name, means = STYLE_NAMES[style].in_(language), STYLE_MEANS[style].in_(language)
    return f"{name}（{means}）" if language == "zh" else f"{name} ({means})"
