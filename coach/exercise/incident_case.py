"""A real incident as the text of a case file, with gaps to fill: empty fields, which the case reader tells by their lines."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from coach.exercise.incident import Incident, joined
from coach.model import Language, Text
from coach.toml.write import quoted, string_list

RUBRIC = "service-cycle"  # of the bundled ones the most general


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """`gaps`: the fields that nothing was found for, in the order of the file."""

    text: str
    gaps: tuple[str, ...]


def case_text(incident: Incident, case_id: str) -> Drafted:
    """A case file with what was found, in the incident's language; what it says is the incident's, masked, and nothing else.

    The lines that any customer might say are ours and are marked so.
    """
    language = incident.language
    gaps: list[str] = []

    def gap(name: str, is_there: object) -> None:
        if not is_there:
            gaps.append(name)

    def text(name: str, words: str = "") -> str:
        gap(name, words)
        return f"{name.rpartition('.')[2]} = {{ zh = {quoted(words)}, en = {quoted(words)} }}"

    def choice(name: str, value: str) -> str:
        gap(name, value)
        return f"{name} = {quoted(value)}"

    def lines(name: str, found: tuple[str, ...], key: str | None = None) -> str:
        gap(name, found)
        return f"{key or name.rpartition('.')[2] + '.' + language} = {string_list(found)}"

    own = incident.is_own_words
    rows = [
        _comment("草稿：由一件真事的文字按规则填成，空着的请补上。", "A draft: rules filled it from the text of a real incident; fill in what is empty."),
        _comment(
            "另一种语言暂时是同样的话；要用再翻译。字段的意思：docs/practice.zh-CN.md。",
            "The other language has the same words until you translate them. What each field means: docs/practice.md.",
        ),
        *_found("日期", "Dates", incident.dates),
        *_found("金额", "Amounts", incident.amounts),
        "",
        f"id = {quoted(case_id)}",
        "version = 1",
        text("title"),
        text("customer", incident.who),
        text("situation", joined(incident.situation, language)),
        _comment("服务人员要达到什么", "What the service provider should reach"),
        text("goal"),
        _comment("calm 平静、annoyed 不满、furious 怒气冲冲", "calm, annoyed or furious"),
        choice("temper", incident.temper or ""),
        _comment("analytical 分析型、driving 驾驭型、amiable 和蔼型、expressive 表现型", "analytical, driving, amiable or expressive"),
        choice("style", ""),
        f"rubric = {quoted(RUBRIC)}",
        "",
        _comment("服务人员可以查到的", "What the service provider can look up"),
        lines("facts", incident.figures),
        "",
        "[hidden]",
        _comment("客户想要的", "What the customer is after"),
        text("hidden.goal", joined(incident.asked_for, language)),
        _comment("什么能让客户平静", "What calms the customer"),
        lines("hidden.calms", ()),
        _comment("什么会惹恼客户", "What angers the customer"),
        lines("hidden.angers", () if own else incident.feelings),
        _comment("问到才说的", "Only told if asked"),
        lines("hidden.if_asked", incident.rest),
        "",
        _comment("客户开口说的话", "What the customer says first"),
        "[lines.rapport]",
        lines("lines.rapport", incident.opening, f"{incident.temper or 'annoyed'}.{language}"),
        "",
        _comment("客户发泄的话", "The customer venting"),
        "[vent]",
        lines("vent", incident.feelings if own else (), language),
        "",
        _comment("下面是放在哪个案例都说得通的话，是本程序写的；换成您的客户会说的更好。", "Below: lines that fit any case, and are ours; your own customer's are better."),
    ]
    return Drafted(text="\n".join(rows) + "\n" + _general_lines(language), gaps=tuple(gaps))


def told(incident: Incident, drafted: Drafted) -> Text:
    """What was masked and what is left to fill in."""
    mask = incident.masked.told()
    if not drafted.gaps:
        return mask
    return Text(
        zh=f"{mask.zh}\n没有找到、要您补上的：{'、'.join(drafted.gaps)}。",
        en=f"{mask.en}\nNot found, and for you to fill in: {', '.join(drafted.gaps)}.",
    )


def _comment(zh: str, en: str) -> str:
    return f"# {zh} {en}"


def _found(zh: str, en: str, found: tuple[str, ...]) -> list[str]:
    return [f"# {zh} {en}: {' | '.join(found)}"] if found else []


def _general_lines(language: Language) -> str:
    return files("rubrics").joinpath("starter", f"case.{language}.toml").read_text(encoding="utf-8")
