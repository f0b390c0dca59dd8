"""`redcard library overrule`: a person says that a finding is wrong or right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.commands.changes import finding_words, print_change
from coach.kept import kept_rubric_of
from coach.commands.words import by_name, say
from coach.errors import UserError

if TYPE_CHECKING:
    from coach.model import Finding, Scorecard


@click.command(
    help=say(
        zh="由人来判一条发现是错（wrong）还是对（right），并按此重新评判；程序自己的判断仍然看得到。只给 CALL 时列出各条发现的编号。",
        en="Say that a finding is wrong or right, and judge the call again by that; the program's own verdict stays visible. "
        "With CALL alone, list the findings by uid.",
    )
)
@click.argument("uid", metavar="CALL")
@click.argument("finding", required=False)
@click.argument("verdict", type=click.Choice(["wrong", "right"]), required=False)
@click.option("--by", metavar="NAME", help=say(zh="谁判的（默认写“人工”）。", en="Who says so (else: “a person”)."))
@click.option("--undo", is_flag=True, help=say(zh="撤回对这一条的意见，恢复程序的判断。", en="Take back what was said of the finding: the program's verdict counts again."))
def overrule(uid: str, finding: str | None, verdict: str | None, by: str | None, undo: bool) -> None:
    from coach.library.baseline import call_baseline
    from coach.keep_correction import keep_correction
    from coach.library.store import call_title, get_call, open_library
    from coach.rejudge import compare
    from coach.rubric.overrule import confirm, machines_own, overrule, take_back

    if (undo or finding) and not (finding and (verdict is None) == undo):
        raise UserError(
            zh="要写明是哪一条发现，并且只说一件事：wrong（判错了）、right（判对了）或 --undo（撤回）。",
            en="Name the finding and say one thing of it: wrong, right, or --undo to take back what was said.",
        )
    name = by_name(by)
    with open_library() as db:
        before = get_call(db, uid)
        rubric, baseline = kept_rubric_of(db, before), call_baseline(db, before)
        if finding is None:
            _list(before, machines_own(before, rubric, baseline=baseline))
            return
        if undo:
            after = take_back(before, finding, rubric, baseline=baseline)
        else:
            word = overrule if verdict == "wrong" else confirm
            after = word(before, finding, name, rubric, baseline=baseline)
        keep_correction(db, before, after, what="take_back" if undo else verdict, by=name)
        title = call_title(db, uid)
    print_change(before, compare(before, after), title=title)


def _list(scorecard: Scorecard, machine: Scorecard) -> None:
    """Each finding by uid, and those of the machine's that a person overruled; what a person spoke of is marked."""
    if not scorecard.findings and not machine.findings:
        click.echo(say(zh="这通电话里没有发现。", en="Nothing was found in this call."))
    standing = {finding.uid for finding in scorecard.findings}
    gone = [finding for finding in machine.findings if finding.uid not in standing]
    position = {turn.uid: turn.index for turn in scorecard.turns}
    for finding in sorted((*scorecard.findings, *gone), key=lambda one: position.get(one.home, len(position))):
        said = ""
        if finding.uid not in standing:
            said = say(zh=" · 被人否定", en=" · overruled by a person")
        elif _spoken_of(finding, scorecard):
            said = say(zh=" · 由人认定", en=" · a person says so")
        click.echo(f"{finding.uid}  {finding_words(finding, scorecard)}{said}")


def _spoken_of(finding: Finding, scorecard: Scorecard) -> bool:
    from coach.rubric.person import verdicts

    place = finding.home
    return any(said.label == finding.id for turn in scorecard.turns if turn.uid == place for said in verdicts(turn))
