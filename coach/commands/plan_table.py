"""A role-play's teams and plan in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.commands.words import say
from coach.interface import interface_language

if TYPE_CHECKING:
    from coach.exercise.session import Session


def print_plan(session: Session) -> None:
    """Title, teams, a row for each scene; what the plan breaks goes to the standard error."""
    from coach.exercise.plan_check import problems
    from coach.report.format import clean

    interface = interface_language()
    between = "、" if interface == "zh" else ", "

    def names(uids: tuple[str, ...]) -> str:
        return between.join(clean(session.name_of(uid)) for uid in uids)

    click.echo(clean(session.title))
    for team in session.teams:
        click.echo(say(zh=f"{clean(team.name)}：{names(team.people)}", en=f"{clean(team.name)}: {names(team.people)}"))
    rows = [(say(zh="场", en="Scene"), say(zh="组", en="Team"), say(zh="客户", en="Customers"), say(zh="服务人员", en="Providers"), say(zh="案例", en="Case"))]
    rows += [
        (str(scene.number), clean(session.teams[scene.team].name), names(scene.customers), names(scene.providers), scene.case or "–")
        for scene in session.scenes
    ]
    click.echo()
    _print_table(rows)
    minutes = round(sum(step.seconds for step in session.steps) / 60)
    click.echo(say(zh=f"\n其他人都观察。一共 {len(session.steps)} 步，{minutes} 分钟。", en=f"\nEverybody else observes. {len(session.steps)} steps, {minutes} minutes in all."))
    for problem in problems(session):
        click.echo(problem.in_(interface), err=True)


def _print_table(rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell; a Chinese character takes two places."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell + " " * (room - cell_len(cell)) for cell, room in zip(row, widths, strict=True)).rstrip())
