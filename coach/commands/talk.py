"""`redcard case talk`: a practice call in the terminal. The rep types, the customer answers, the transcript is scored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from coach.commands.score import score
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language
from coach.names import checked_name

if TYPE_CHECKING:
    from coach.model import Language, Role
    from coach.practice.conversation import Conversation, Line
    from coach.practice.format import Case
    from coach.practice.voices.voice import Voice
    from coach.rubric.format import TaughtMark

_NAMES = {"zh": {"rep": "客服：", "customer": "客户："}, "en": {"rep": "rep: ", "customer": "customer: "}}
# What is typed instead of a sentence, in full or by its first letter.
_WISHES = {"/vent": "vent", "/v": "vent", "/again": "again", "/a": "again"}
_ENDS = ("/end", "/e")
_LONGEST_LINE = 4000  # characters; what is longer counts as several


@click.command(help=say(zh="跟案例里的客户在终端里对话，最后评分。", en="Talk with a case's customer in the terminal; at the end it is scored."))
@click.argument("case_id", metavar="ID|FILE")
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="用哪种语言练习；默认跟界面一样。", en="The language to practise in; as the interface's by default."))
@click.option("--rubric", metavar="ID|FILE", help=say(zh="评分表；默认用案例建议的。", en="The rubric; the case's own suggestion by default."))
@click.option("--rep-name", metavar="NAME", help=say(zh="您的名字，记在评分卡和通话库里。", en="Your name, for scorecard and library."))
@click.option("--speak", is_flag=True, help=say(zh="把客户的话念出来。", en="Say the customer's lines aloud."))
@click.option("--round", "round_", type=click.IntRange(0, 1000), help=say(zh="第几轮：决定同样意思的几句话先说哪一句；默认每次不同。", en="Which of several lines comes first; by default another one each time."))
@click.option("--no-save", is_flag=True, help=say(zh="不存入通话库。", en="Do not keep the scorecard in the library."))
@click.pass_context
def talk(
    context: click.Context,
    case_id: str,
    language: Language | None,
    rubric: str | None,
    rep_name: str | None,
    speak: bool,
    round_: int | None,
    no_save: bool,
) -> None:
    from coach.commands.case import language_of, print_case_card
    from coach.practice.load import load_case
    from coach.rubric.load import load_rubric

    case = load_case(case_id)
    spoken = language_of(case, language)
    judged_by = load_rubric(rubric or case.rubric)
    name = checked_name(rep_name)
    put = _speaker(case, spoken) if speak else lambda line: None
    print_case_card(case, spoken)
    click.echo(
        say(
            zh="\n您先开口。/vent 让客户接着发泄，/again 请客户再说一遍，/end 结束。\n",
            en="\nYou speak first. /vent lets the customer go on venting, /again has it said again, /end ends the call.\n",
        )
    )
    path = _new_transcript(case)
    held = _hold(case, spoken, _round(case) if round_ is None else round_, judged_by.marks, put, path)
    if not any(turn.role == "rep" for turn in held.said):
        click.echo(say(zh="您什么也没有说，所以没有评分。", en="You did not say anything, so there is nothing to score."))
        return
    click.echo(say(zh=f"\n对话已存为 {path}\n", en=f"\nThe conversation is kept in {path}\n"))
    context.invoke(
        score,
        transcript=(path,),
        rubric=rubric or case.rubric,
        language=spoken,
        rep="auto",
        rep_name=name,
        json_file=None,
        html=None,
        explain=False,
        no_save=no_save,
        offline=False,
    )


def _hold(
    case: Case, language: Language, round_: int, taught: Sequence[TaughtMark], put: Callable[[Line], None], path: Path
) -> Conversation:
    """The conversation, until the customer hangs up, the rep ends it or nothing more is typed.

    `put` gets each line; from the rep's first words on, what was said is in `path` before it is answered.
    """
    from concurrent.futures import ThreadPoolExecutor

    from coach.practice.conversation import Conversation
    from coach.practice.next_line import next_line
    from coach.rubric.labels import get_ready

    held = Conversation(language=language, round=round_)
    stdin = click.get_text_stream("stdin", errors="replace")
    with ThreadPoolExecutor(max_workers=1) as beside:
        ready = beside.submit(get_ready, taught)  # while the rep reads the card and types a greeting
        while not held.over and (typed := typed_line(stdin, _NAMES[language]["rep"])) is not None:
            if typed in _ENDS:
                break
            if not typed:
                continue
            wish = _WISHES.get(typed, "answer")
            if wish == "answer":
                held = held.with_rep(typed)
                _keep(held, path)
                ready.result()
                held = _judged(held, taught)
            line = next_line(case, held, wish)
            held = held.with_customer(line)
            if any(turn.role == "rep" for turn in held.said):
                _keep(held, path)
            click.echo(f"{_NAMES[language]['customer']}{line.text}")
            put(line)
    return held


def typed_line(stdin: TextIO, prompt: str) -> str | None:
    """A line from `stdin` without the space around it, None at its end; asked for only where somebody sees it."""
    if stdin.isatty():
        click.echo(prompt, nl=False)
        sys.stdout.flush()
    line = stdin.readline(_LONGEST_LINE)
    return " ".join(line.split()) if line else None


def _judged(held: Conversation, taught: Sequence[TaughtMark]) -> Conversation:
    """The conversation with the labels of the rep's turns, those of the rubric's own words too."""
    return held.with_labels(labels_of([(said.role, said.text) for said in held.said], held.language, taught))


def labels_of(said: Sequence[tuple[Role, str]], language: Language, taught: Sequence[TaughtMark] = ()) -> list[tuple[str, ...]]:
    """The labels of each turn of a conversation that is given as roles and texts."""
    from coach.rubric.labels import label_turns
    from coach.turns import typed_turns

    return [turn.labels for turn in label_turns(typed_turns(said), language=language, taught=taught)]


def _practice_folder() -> Path:
    from coach.paths import data_folder, private_folder

    return private_folder(data_folder() / "practice")


def _round(case: Case) -> int:
    """How many times the case was practised before."""
    return len(list(_practice_folder().glob(f"*-{case.id}.txt")))


def _new_transcript(case: Case) -> Path:
    """A name that no transcript has yet."""
    from datetime import datetime

    stem = f"{datetime.now():%Y%m%d-%H%M%S}"
    names = (f"{stem}{suffix}-{case.id}.txt" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(path for name in names if not (path := _practice_folder() / name).exists())


def _keep(held: Conversation, path: Path) -> None:
    from coach.files import write_private

    names = _NAMES[held.language]
    write_private(path, "".join(f"{names[said.role]}{said.text}\n" for said in held.said).encode())


def _speaker(case: Case, language: Language) -> Callable[[Line], None]:
    """A function that says a line aloud, by a trainer's recording or the best voice there is; what cannot be said is told."""
    from coach.practice.voices.find import find_voices

    voices = find_voices(language)
    voice: Voice | None = voices[0] if voices else None
    interface = interface_language()
    if voice is None:
        told = say(
            zh="这台电脑上没有能说这种语言的声音：除了培训师录好的句子，客户的话只显示文字。可以安装 espeak-ng。",
            en="No voice of this computer speaks this language: apart from lines that a trainer recorded, the customer's are text only. You can install espeak-ng.",
        )
    else:
        told = say(zh=f"客户的声音：{voice.name.in_(interface)}。", en=f"The customer's voice: {voice.name.in_(interface)}.")
    click.echo(told + "\n", err=True)

    def put(line: Line) -> None:
        from coach.audio.play_file import play_file
        from coach.practice.voices.speak import say_line

        try:
            sound = say_line(case, line, language, voice)
            if sound is not None:
                play_file(sound.path)
        except UserError as error:  # the text is there: practising goes on
            click.echo(error.in_(interface), err=True)

    return put
