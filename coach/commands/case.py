"""`redcard case`: the practice cases there are, shown, checked, and talked through in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.talk import talk
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language
from coach.model import Text
from coach.practice.names import STYLE_NAMES, TEMPER_NAMES, style_with_meaning

if TYPE_CHECKING:
    from coach.model import Language
    from coach.practice.format import Case

_LANGUAGES = {"zh": Text(zh="中文", en="Chinese"), "en": Text(zh="英语", en="English")}


@click.group(help=say(zh="练习案例：跟程序扮演的客户对话。", en="Cases to practise with: the program plays the customer."))
def case() -> None:
    pass


case.add_command(talk)


@case.command("list", help=say(zh="列出可用的案例。", en="List the cases that can be used."))
@click.option("--json", "as_json", is_flag=True, help=say(zh="写成 JSON。", en="As JSON."))
def list_command(as_json: bool) -> None:
    from coach.practice.load import list_cases

    summaries = list_cases()
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(summaries))
        return
    interface = interface_language()
    for summary in summaries:
        if summary.error:
            click.echo(f"{summary.id}: {summary.error.in_(interface)}", err=True)
            continue
        origin = say(zh="自带", en="bundled") if summary.origin == "bundled" else say(zh="自己的", en="own")
        languages = _listed(_LANGUAGES[language].in_(interface) for language in summary.languages)
        facts = (TEMPER_NAMES[summary.temper].in_(interface), languages, summary.rubric, origin)
        click.echo(f"{summary.id}\t{summary.title.in_(interface)}\t{_listed(facts)}")


@case.command(help=say(zh="显示一个案例的卡片。", en="Show a case's card."))
@click.argument("case_id", metavar="ID|FILE")
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="用哪种语言练习。", en="The language to practise in."))
@click.option("--customer", is_flag=True, help=say(zh="显示客户的一面：给在课堂上扮演客户的人看。", en="Show the customer's half: for whoever plays the customer in class."))
@click.option("--lines", is_flag=True, help=say(zh="列出客户的每一句话和它的录音文件名（不含后缀）。", en="List every line of the customer's and the name of a recording of it, without its ending."))
def show(case_id: str, language: Language | None, customer: bool, lines: bool) -> None:
    from coach.practice.format import all_lines
    from coach.practice.load import load_case

    loaded = load_case(case_id)
    spoken = language_of(loaded, language)
    if lines:
        for key, line in all_lines(loaded, spoken):
            click.echo(f"{spoken}-{key}\t{line}")
    elif customer:
        _print_customers_half(loaded, spoken)
    else:
        print_case_card(loaded, spoken)


@case.command(help=say(zh="检查一份案例文件，列出所有的错。", en="Check a case file and tell all its mistakes."))
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    from coach.practice.format import all_lines
    from coach.practice.load import load_case
    from coach.rubric.load import load_rubric

    loaded = load_case(file)
    load_rubric(loaded.rubric)
    counts = {language: len(list(all_lines(loaded, language))) for language in loaded.languages}
    interface = interface_language()
    zh = "、".join(f"{_LANGUAGES[language].zh} {count} 句" for language, count in counts.items())
    en = ", ".join(f"{count} lines in {_LANGUAGES[language].en}" for language, count in counts.items())
    click.echo(Text(zh=f"{file}：没有问题，{zh}。", en=f"{file}: no mistakes, {en}.").in_(interface))


@case.command(
    help=say(
        zh="新建一个自己的案例：复制一个来改，或由一件真事的文字起草，再补上空着的。",
        en="Begin a case of your own: a copy of another to change, or a draft from the text of a real incident with gaps to fill.",
    )
)
@click.argument("case_id", metavar="ID")
@click.option("--from", "source", metavar="ID|FILE", help=say(zh="复制这一个。", en="Copy this one."))
@click.option("--from-incident", metavar="FILE|-", help=say(zh="由这份文字起草（- 从标准输入读）；姓名、电话、证件号会遮去。", en="Draft it from this text (- reads standard input); names, phone and ID numbers are masked."))
def new(case_id: str, source: str | None, from_incident: str | None) -> None:
    from coach.practice.new_case import new_case

    if bool(source) == bool(from_incident):
        raise UserError(
            zh="请说明案例从哪里来：--from 复制一个案例，或 --from-incident 由一段文字起草，二选一。",
            en="Say where the case comes from: --from copies a case, --from-incident drafts one from a text; give one of them.",
        )
    path = new_case(case_id, source) if source else _drafted(case_id, from_incident)
    click.echo(say(zh=f"已新建 {path}\n改好以后检查：redcard case check {path}", en=f"Written: {path}\nWhen you have changed it: redcard case check {path}"))


def _drafted(case_id: str, file: str) -> Path:
    """The path of the draft; says what was masked and what is left to fill in."""
    from coach.commands.text_input import text_of
    from coach.exercise.incident import read_incident
    from coach.exercise.incident_case import case_text, told
    from coach.practice.new_case import checked_id, write_case

    checked_id(case_id)
    incident = read_incident(text_of(file))
    drafted = case_text(incident, case_id)
    path = write_case(case_id, drafted.text)
    click.echo(told(incident, drafted).in_(interface_language()))
    return path


@case.command(help=say(zh="列出能念客户台词的声音，最好的在前。", en="List the voices that can say the customer's lines, the best first."))
def voices() -> None:
    from coach.practice.voices.find import find_voices

    interface = interface_language()
    for language, name in _LANGUAGES.items():
        found = find_voices(language)
        for voice in found:
            click.echo(f"{name.in_(interface)}\t{voice.name.in_(interface)}")
        if not found:
            none = say(zh="没有声音，只有文字和培训师的录音；可以安装 espeak-ng", en="no voice, only text and a trainer's recordings; you can install espeak-ng")
            click.echo(f"{name.in_(interface)}\t{none}")


def language_of(loaded: Case, asked: Language | None) -> Language:
    """The language asked for, else the interface's, else what the customer talks. Raises UserError when they do not talk it."""
    if asked is None:
        own = interface_language()
        return own if own in loaded.languages else loaded.languages[0]
    if asked not in loaded.languages:
        zh, en = _LANGUAGES[asked].zh, _LANGUAGES[asked].en
        raise UserError(
            zh=f"案例 {loaded.id} 的客户不说{zh}：请换一种语言或换一个案例。",
            en=f"The customer of {loaded.id} has no lines in {en}: choose the other language or another case.",
        )
    return asked


def print_case_card(loaded: Case, spoken: Language) -> None:
    """The card as the rep may see it: everything but the customer's lines."""
    interface = interface_language()
    rows = (
        (say(zh="客户", en="Customer"), loaded.customer.in_(spoken)),
        (say(zh="情绪", en="Temper"), TEMPER_NAMES[loaded.temper].in_(interface)),
        (say(zh="风格", en="Style"), STYLE_NAMES[loaded.style].in_(interface)),
        (say(zh="情况", en="Situation"), loaded.situation.in_(spoken)),
        (say(zh="目标", en="Your goal"), loaded.goal.in_(spoken)),
        (say(zh="评分表", en="Rubric"), loaded.rubric),
    )
    click.echo(f"{loaded.title.in_(spoken)}\n")
    for name, words in rows:
        click.echo(say(zh=f"{name}：{words}", en=f"{name}: {words}"))
    click.echo(say(zh="可以查到的：", en="What you can look up:"))
    for fact in loaded.facts.in_(spoken):
        click.echo(f"  - {fact}")


def _print_customers_half(loaded: Case, spoken: Language) -> None:
    """What only whoever plays the customer sees."""
    from coach.handouts.words import word

    interface = interface_language()
    rows = [
        (word("you_are", interface), loaded.customer.in_(spoken)),
        (word("situation", interface), loaded.situation.in_(spoken)),
        (word("temper", interface), TEMPER_NAMES[loaded.temper].in_(interface)),
        (word("style", interface), style_with_meaning(loaded.style, interface)),
    ]
    if loaded.hidden:
        rows.append((word("hidden_goal", interface), loaded.hidden.goal.in_(spoken)))
    click.echo(f"{loaded.title.in_(spoken)}\n")
    for name, words in rows:
        click.echo(say(zh=f"{name}：{words}", en=f"{name}: {words}"))
    if loaded.hidden is None:
        click.echo(word("no_hidden", interface))
        return
    for key in ("calms", "angers", "if_asked"):
        click.echo(say(zh=f"{word(key, 'zh')}：", en=f"{word(key, 'en')}:"))
        for line in getattr(loaded.hidden, key).in_(spoken):
            click.echo(f"  - {line}")


def _listed(words) -> str:
    return say(zh="，", en=", ").join(words)
