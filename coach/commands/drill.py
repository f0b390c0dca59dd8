"""`redcard drill`: the customer's lines of a rep's own missed moments and red cards, answered again in two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.commands.talk import typed_line
from coach.commands.words import say
from coach.interface import interface_language
from coach.names import checked_name

if TYPE_CHECKING:
    from coach.practising.sitting import Given, Sitting

_GRADES = ("/good", "/again")


@click.command(
    help=say(
        zh="两分钟练习：客户在您自己通话里说过的话，再答一次；答得不好的很快会再来。",
        en="The two-minute drill: what customers said in your own calls, to be answered again; what went badly soon comes back.",
    )
)
@click.option("--rep-name", metavar="NAME", help=say(zh="只练这个人的通话。", en="Only this person's calls."))
def drill(rep_name: str | None) -> None:
    import time
    from datetime import date

    from coach.practising.answer import judge_answer, rubric_of
    from coach.practising.sitting import begin, give, is_over

    sitting = begin(checked_name(rep_name), date.today())
    if sitting.now is None:
        click.echo(_nothing(sitting))
        return
    click.echo(
        say(
            zh=f"今天 {sitting.due_count} 个时机，两分钟。请打字回答客户。判得不对，就打 /good 或 /again 改判上一个。\n",
            en=f"{sitting.due_count} to answer today, in two minutes. Type what you would say; /good and /again overrule the last verdict.\n",
        )
    )
    stdin = click.get_text_stream("stdin", errors="replace")
    began_s, asked = time.monotonic(), None
    while not is_over(sitting, time.monotonic() - began_s):
        moment = sitting.now
        if moment is not asked:
            click.echo(say(zh=f"客户：{moment.customer}", en=f"customer: {moment.customer}"))
            asked = moment
        answer = typed_line(stdin, say(zh="客服：", en="rep: "))
        if answer is None:
            return
        if answer in _GRADES and sitting.given:
            sitting = _overruled(sitting, answer)
        elif answer:
            sitting = give(sitting, judge_answer(moment, answer, rubric_of(moment)))
            _tell(sitting.given[-1], sitting)
    while sitting.given and (typed := typed_line(stdin, say(zh="（/good、/again 改判，回车结束）", en="(/good or /again overrules, Enter ends) "))) in _GRADES:
        sitting = _overruled(sitting, typed)
    click.echo(_end(sitting))


def _overruled(sitting: Sitting, typed: str) -> Sitting:
    from coach.practising.sitting import overrule

    sitting = overrule(sitting, typed == _GRADES[0])
    click.echo(_comes_back(sitting.given[-1], sitting))
    return sitting


def _tell(given: Given, sitting: Sitting) -> None:
    from coach.practising.answer import in_a_sentence

    moment = given.before.moment
    told = in_a_sentence(moment, given.judged).in_(interface_language())
    click.echo(f"  {say(zh='好', en='Good')}{say(zh='。', en='. ')}{told}" if given.well else f"  {told}")
    if moment.better and not given.well:
        better = moment.better.in_(moment.language)
        click.echo(say(zh=f"  可以这样说：{better}", en=f"  You could say: {better}"))
    click.echo(_comes_back(given, sitting))


def _comes_back(given: Given, sitting: Sitting) -> str:
    from coach.report.days import day_name

    day = day_name(given.after.due, sitting.on, interface_language())
    return say(zh=f"  {day}再来。\n", en=f"  It comes back {day}.\n")


def _end(sitting: Sitting) -> str:
    if sitting.due_count:
        return say(
            zh=f"两分钟到了。今天还有 {sitting.due_count} 个：再运行一次 redcard drill 就接着练。",
            en=f"Two minutes are over. {sitting.due_count} more today: run `redcard drill` again to go on.",
        )
    return _nothing(sitting)


def _nothing(sitting: Sitting) -> str:
    from coach.report.days import day_name

    if not sitting.later:
        return say(
            zh="还没有可练的时机：先分析几通电话，或用 redcard case talk 练一次。",
            en="There is nothing to drill yet: analyse some calls, or practise one with `redcard case talk`.",
        )
    day, count = sitting.later[0]
    when = day_name(day, sitting.on, interface_language())
    return say(zh=f"今天没有要练的了，下一次是{when}，{count} 个。", en=f"Nothing to answer today; the next {count} come back {when}.")
