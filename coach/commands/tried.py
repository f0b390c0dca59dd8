"""`redcard rubric try`: which layers fire on a sentence, and how strongly."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from coach.commands.words import say
from coach.interface import interface_language
from coach.model import Language, Text

if TYPE_CHECKING:
    from rich.console import Console

    from coach.rubric.format import Rubric
    from coach.rubric.trial import Tried
    from coach.rubric.votes import Vote

# Marks that are no turn labels; what a rubric teaches itself has its own title.
_NAMES = {
    "upset": Text(zh="客户有情绪", en="The customer is upset"),
    "agreement": Text(zh="客户同意", en="The customer agrees"),
    "name_given": Text(zh="报出姓名", en="Own name given"),
    "vague": Text(zh="含糊的承诺", en="A vague promise"),
    "harsh": Text(zh="话说得重（黄牌变红牌）", en="Harsh words (a yellow card turns red)"),
    "listening": Text(zh="只是在听", en="Only listening"),
    "promise": Text(zh="承诺", en="A promise"),
    "promise_if_timed": Text(zh="有时间才算的承诺", en="A promise if it has a time"),
    "time": Text(zh="时间", en="A time"),
    "suggests": Text(zh="建议的说法", en="Words of a proposal"),
    "polite_tag": Text(zh="句尾的“好吗”", en="A polite tag"),
    "anything_else": Text(zh="问还有没有别的事", en="Offer to help with more"),
}
_LAYERS = {
    "phrase": Text(zh="说法", en="words"),
    "sound": Text(zh="读音", en="sound"),
    "meaning": Text(zh="意思", en="meaning"),
}
_PLACES = {
    "anywhere": Text(zh="", en=""),
    "first": Text(zh="（只在第一句话时）", en=" (only as the first turn)"),
    "later": Text(zh="（只在第一句之后）", en=" (only after the first turn)"),
}


@click.command("try", help=say(zh="试一句话：哪些标记被认出来，靠什么，有多肯定。", en="Try a sentence: which marks are found in it, by what, and how certain that is."))
@click.argument("sentence")
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="这通电话的语言；默认看这句话本身。", en="The call's language; by default the sentence's own."))
@click.option("--rubric", "which", default="service-cycle", show_default=True, metavar="ID|FILE", help=say(zh="评分表，它教的标记也一起试。", en="The rubric, whose taught marks are tried as well."))
@click.option("--customer", default="", metavar="TEXT", help=say(zh="客户刚才说的话。", en="What the customer said right before."))
@click.option("--speaker", type=click.Choice(["rep", "customer"]), default="rep", show_default=True, help=say(zh="这句话是谁说的。", en="Who says the sentence."))
def try_command(sentence: str, language: Language | None, which: str, customer: str, speaker: str) -> None:
    from coach.report.screen import screen
    from coach.rubric.load import load_rubric
    from coach.rubric.trial import try_sentence

    rubric = load_rubric(which)
    tried = try_sentence(sentence, rubric, language=language, speaker=speaker, customer=customer)
    console = screen(sys.stdout)
    if not any(one.present for one in tried):
        console.print(say(zh="这句话里没有找到任何标记。", en="No mark is found in this sentence."))
    for one in tried:
        _show(console, one, rubric)


def _show(console: Console, tried: Tried, rubric: Rubric) -> None:
    from coach.report.screen import labelled, lines

    language = interface_language()
    verdict = say(zh="有", en="yes") if tried.present else say(zh="没有", en="no")
    title = f"{_title(tried.mark, rubric).in_(language)}{_PLACES[tried.place].in_(language)}"
    lines(console, "", f"{tried.mark} · {title}{say(zh='：', en=': ')}{verdict}", style="bold" if tried.present else "")
    labelled(console, [(_layer(vote, language), _says(vote), "") for vote in tried.votes], indent="  ")


def _title(mark: str, rubric: Rubric) -> Text:
    from coach.report.format import clean
    from coach.report.words import LABEL_NAMES

    own = next((taught.title for taught in rubric.marks if taught.id == mark and taught.title), None)
    if own:
        return Text(zh=clean(own.zh), en=clean(own.en))
    return LABEL_NAMES.get(mark) or _NAMES.get(mark) or Text(zh=mark, en=mark)


def _layer(vote: Vote, language: Language) -> str:
    name = _LAYERS[vote.layer].in_(language) if vote.layer in _LAYERS else vote.layer
    return f"{name} {vote.certainty:.2f}"


def _says(vote: Vote) -> str:
    from coach.report.format import clean

    if vote.present:
        return say(zh=f"有：“{clean(vote.quote)}”", en=f"yes: “{clean(vote.quote)}”")
    return say(zh="没有", en="no")
