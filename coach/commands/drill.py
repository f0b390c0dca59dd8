"""`redcard drill`: the customer's lines of a rep's own missed moments and red cards, answered again in two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.commands.talk import labels_of, typed_line
from coach.commands.words import say
from coach.interface import interface_language
from coach.names import checked_name

if TYPE_CHECKING:
    from coach.practice.drill import Drill, Moment

_CALLS = 200  # the newest ones that are looked through


@click.command(
    help=say(
        zh="两分钟练习：客户在您自己通话里说过的话，再答一次；答得不好的很快会再来。",
        en="The two-minute drill: what customers said in your own calls, to be answered again; what went badly soon comes back.",
    )
)
@click.option("--rep-name", metavar="NAME", help=say(zh="只练这个人的通话。", en="Only this person's calls."))
def drill(rep_name: str | None) -> None:
    from datetime import date

    from coach.practice.drill import answered, due
    from coach.practice.drill_file import load_drill, save_drill

    name, today = checked_name(rep_name), date.today()
    kept, calls = _with_library(load_drill(), name, today)
    save_drill(kept)
    waiting = due(kept, today, of_calls=calls)
    if not waiting:
        click.echo(_nothing(kept, calls))
        return
    click.echo(say(zh=f"今天 {len(waiting)} 个时机。请打字回答客户。\n", en=f"{len(waiting)} to answer today. Type what you would say.\n"))
    stdin = click.get_text_stream("stdin", errors="replace")
    for item in waiting:
        click.echo(say(zh=f"客户：{item.moment.customer}", en=f"customer: {item.moment.customer}"))
        answer = ""
        while answer == "":
            answer = typed_line(stdin, say(zh="客服：", en="rep: "))
        if answer is None:
            return
        well = _told(item.moment, answer)
        kept = answered(kept, item.moment.uid, well=well, on=today)
        save_drill(kept)  # at once: nothing that was answered is lost


def _with_library(kept: Drill, name: str | None, today) -> tuple[Drill, frozenset[str]]:
    """The drill with the library's moments and without those of deleted calls, and the calls of this person (or of all)."""
    from coach.library.store import get_call, has_call, list_calls, open_library
    from coach.practice.drill import moments_of, with_call

    with open_library() as db:
        summaries = [call for call in list_calls(db, limit=_CALLS) if name is None or call.rep == name]
        for call in {item.moment.call for item in kept.items}:
            if not has_call(db, call):
                kept = with_call(kept, call, (), today)
        for summary in summaries:
            kept = with_call(kept, summary.uid, moments_of(get_call(db, summary.uid)), today)
    mine = {summary.uid for summary in summaries}
    return kept, frozenset(mine if name is not None else {item.moment.call for item in kept.items})


def _told(moment: Moment, answer: str) -> bool:
    """Say how the answer was; whether it was good."""
    from coach.model import RED_CARDS
    from coach.practice.drill import went_well
    from coach.report.words import label_name

    interface = interface_language()
    labels = labels_of([("customer", moment.customer), ("rep", answer)], moment.language)[-1]
    if went_well(moment, labels):
        click.echo(say(zh="  好，这次答到了。\n", en="  Good: that meets it.\n"))
        return True
    cards = [label_name(label, interface) for label in labels if label in RED_CARDS]
    if cards:
        click.echo(say(zh=f"  红牌：{'、'.join(cards)}", en=f"  Red card: {', '.join(cards)}"))
    else:
        click.echo(say(zh=f"  还缺：{label_name(moment.missed[0], interface)}", en=f"  Still missing: {label_name(moment.missed[0], interface)}"))
    if moment.better:
        better = moment.better.in_(moment.language)
        click.echo(say(zh=f"  可以这样说：{better}", en=f"  You could say: {better}"))
    click.echo()
    return False


def _nothing(kept: Drill, calls: frozenset[str]) -> str:
    days = [item.due for item in kept.items if item.moment.call in calls]
    if not days:
        return say(
            zh="还没有可练的时机：先分析几通电话，或用 redcard case talk 练一次。",
            en="There is nothing to drill yet: analyse some calls, or practise one with `redcard case talk`.",
        )
    return say(zh=f"今天没有要练的，下一次是 {min(days)}。", en=f"Nothing to answer today; the next one is due on {min(days)}.")
