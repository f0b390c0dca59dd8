"""`redcard roleplay`: the 8-minute role-play of a class, prepared: the session, its people, its plan, what is handed out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.plan_table import print_plan
from coach.commands.roleplay_report import find_session, report_command
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language

if TYPE_CHECKING:
    from coach.exercise.people import PeopleList
    from coach.exercise.session import Session
    from coach.model import Language
    from coach.practice.format import Case

_JSON = click.option("--json", "as_json", is_flag=True, help=say(zh="写成 JSON。", en="As JSON."))
_SESSION = click.argument("which", metavar="SESSION")
_LANGUAGE = click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="用哪种语言；不写则用练习的语言。", en="The language; without it the session's own."))


@click.group(help=say(zh="八分钟角色扮演：准备一节课，列出计划，打印讲义。", en="The 8-minute role-play of a class: prepare a session, see the plan, print what is handed out."))
def roleplay() -> None:
    pass


roleplay.add_command(report_command)


@roleplay.command(
    help=say(
        zh="新建一次练习：读名单，分组，排好谁演哪一场。",
        en="Make a session: read the list of people, deal the teams, plan who plays when.",
    )
)
@click.argument("title")
@click.option("--people", required=True, metavar="FILE|-", help=say(zh="名单：每行一个名字，或带“姓名”“组”两列的 CSV；- 从标准输入读。", en="The people: a name a line, or a CSV with columns name and team; - reads standard input."))
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="练习用的语言。", en="The session's language."))
@click.option("--teams", type=click.IntRange(1, 20), help=say(zh="分几组（默认 3）；名单里有组时按名单。", en="How many teams (3); the list's own teams come first."))
@click.option("--scenes", type=click.IntRange(1, 60), help=say(zh="演几场；不写则演到人人都上过场。", en="How many scenes; without it until everybody has played once."))
@click.option("--players", type=click.IntRange(2, 4), help=say(zh="每场大约几个人上场（默认 2）。", en="About how many play in a scene (2)."))
@click.option("--case", "cases", multiple=True, metavar="ID", help=say(zh="案例，可以写几次，轮着用。", en="A case; give several, and they come in turn."))
@click.option("--discussion", type=click.Choice(["5", "10", "15", "20"]), help=say(zh="每场讨论几分钟（默认 5）。", en="Minutes of talk after each scene (5)."))
@click.option("--half-day", is_flag=True, help=say(zh="加上半天课的其他环节：调查、头脑风暴、声音练习、金科玉律、行动方案。", en="With the rest of the half-day: survey, barriers, voice exercise, golden rules, action plan."))
@click.option("--template", metavar="NAME", help=say(zh="按一个存好的模板。", en="After a saved template."))
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help=say(zh="同一份名单、同一个数，分组和计划也一样。", en="The same list and number give the same teams and plan."))
@_JSON
def new(
    title: str, people: str, language: Language | None, teams: int | None, scenes: int | None, players: int | None,
    cases: tuple[str, ...], discussion: str | None, half_day: bool, template: str | None, seed: int | None, as_json: bool,
) -> None:  # fmt: skip
    import secrets
    from random import Random

    from coach.exercise.events import Opened
    from coach.exercise.log import append, session_folder
    from coach.exercise.prepare import TEAMS, new_session, team_names
    from coach.exercise.template import load_template, session_from
    from coach.paths import sessions_folder

    seed = secrets.randbits(32) if seed is None else seed
    uid, random = f"s-{secrets.token_hex(6)}", Random(seed)
    if template is not None:
        _refuse_beside_template(language, teams, scenes, players, cases or None, discussion, half_day or None)
    listed = _people(people)
    if template is None:
        spoken = language or interface_language()
        _cases(cases, spoken)
        session = new_session(
            uid=uid, title=title, language=spoken, listed=listed.people, names=team_names(teams or TEAMS, spoken), scenes=scenes,
            cases=cases, players=players or 2, random=random, whole_half_day=half_day, discussion_s=60.0 * int(discussion or 5),
        )  # fmt: skip
    else:
        session = session_from(load_template(template), uid=uid, listed=listed.people, random=random, title=title)
        _cases([scene.case for scene in session.scenes if scene.case], session.language)
    append(session_folder(sessions_folder(), uid), Opened(at_s=time.time(), session=session))
    if as_json:
        _print_json(session)
        return
    print_plan(session)
    click.echo(
        say(
            zh=f"已保存为 {uid}（--seed {seed}）。打印讲义：redcard roleplay handouts {uid}",
            en=f"Saved as {uid} (--seed {seed}). To print: redcard roleplay handouts {uid}",
        )
    )


@roleplay.command("list", help=say(zh="列出练习，最近的在前。", en="List the sessions, the latest first."))
@_JSON
def list_command(as_json: bool) -> None:
    from coach.exercise.sessions import list_sessions
    from coach.paths import sessions_folder
    from coach.report.format import clean

    found = list_sessions(sessions_folder())
    if as_json:
        import msgspec

        rows = [
            {"uid": one.folder.name, "title": one.state.session.title, "language": one.state.session.language,
             "people": len(one.state.session.people), "scenes": len(one.state.session.scenes), "changed_s": one.changed_s}
            for one in found if one.state
        ]  # fmt: skip
        click.echo(msgspec.json.encode(rows))
    interface = interface_language()
    for one in found:
        if one.state is None:
            click.echo(f"{one.folder.name}: {one.error.in_(interface)}", err=True)
        elif not as_json:
            session = one.state.session
            size = say(
                zh=f"{len(session.people)} 人，{len(session.scenes)} 场", en=f"{len(session.people)} people, {len(session.scenes)} scenes"
            )
            click.echo(f"{one.folder.name}\t{clean(session.title)}\t{size}")


@roleplay.command(help=say(zh="显示一次练习的分组和计划。SESSION 是它的编号，或 last。", en="Show a session's teams and plan. SESSION is its id, or last."))
@_SESSION
@_JSON
def plan(which: str, as_json: bool) -> None:
    session = _session(which)
    if as_json:
        _print_json(session)
    else:
        print_plan(session)


@roleplay.command(help=say(zh="看一份名单会被读成什么样。", en="See how a list of people is read."))
@click.argument("file", metavar="FILE|-")
@_JSON
def people(file: str, as_json: bool) -> None:
    listed = _people(file)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(listed.people))
        return
    for one in listed.people:
        click.echo(f"{one.name}\t{one.team}" if one.team else one.name)


@roleplay.command(
    help=say(
        zh="把讲义做成 PDF：案例卡、观察表、评分表、时间表、计划、调查和答案。SESSION 是练习的编号，或 last。",
        en="Make PDFs to hand out: case cards, observation sheets, score sheet, timetable, plan, survey and answers. SESSION is an id, or last.",
    )
)
@_SESSION
@click.option("--folder", default=".", type=click.Path(path_type=Path), help=say(zh="存到哪个文件夹（默认当前）。", en="The folder to write to (the current one)."))
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", help=say(zh="纸张。", en="The paper."))
@click.option("--only", multiple=True, type=click.Choice(["cards", "observation", "mot", "timetable", "plan", "survey", "answers"]), help=say(zh="只做这几样。", en="Only these."))
@_LANGUAGE
def handouts(which: str, folder: Path, paper: str, only: tuple[str, ...], language: Language | None) -> None:
    from coach.files import could_not_write, file_stem, write_private
    from coach.handouts.files import HANDOUTS, handout_pdf

    session = _session(which)
    language = language or session.language
    cases = _cases([scene.case for scene in session.scenes if scene.case], language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise could_not_write(folder, error) from error
    for handout in only or HANDOUTS:
        content = handout_pdf(handout, session, cases, language=language, paper=paper)
        if content is None:
            click.echo(say(zh="没有案例卡：这次练习没有用案例。", en="No case cards: the session has no cases."), err=True)
            continue
        path = folder / f"{file_stem(session.title)}-{handout}.pdf"
        write_private(path, content)
        click.echo(path)


@roleplay.command(
    help=say(
        zh="列出模板；--save NAME --from SESSION 把一次练习存成模板（不带名单）。",
        en="List the templates; --save NAME --from SESSION keeps a session as one, without its people.",
    )
)
@click.option("--save", "name", metavar="NAME", help=say(zh="模板的名字。", en="The template's name."))
@click.option("--from", "which", metavar="SESSION", help=say(zh="哪次练习（编号，或 last）。", en="Which session (its id, or last)."))
@_JSON
def templates(name: str | None, which: str | None, as_json: bool) -> None:
    from coach.exercise.template import list_templates, save_template, template_of

    if bool(name) != bool(which):
        raise UserError(
            zh="存模板要同时写 --save 名字 和 --from 练习。",
            en="To keep a template, give both --save NAME and --from SESSION.",
        )
    if name:
        click.echo(save_template(name, template_of(_session(which))))
        return
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(list_templates()))
        return
    for one in list_templates():
        click.echo(one)


@roleplay.command(help=say(zh="显示服务态度调查。", en="Show the survey of attitudes."))
@click.option("--answers", is_flag=True, help=say(zh="带答案和说明。", en="With the answers and why."))
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="用哪种语言。", en="The language."))
@_JSON
def survey(answers: bool, language: Language | None, as_json: bool) -> None:
    from coach.exercise.papers import Survey, load_sheet

    sheet = load_sheet(Survey)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(sheet))
        return
    language = language or interface_language()
    click.echo(f"{sheet.title.in_(language)}\n{sheet.about.in_(language)}\n")
    for number, item in enumerate(sheet.items, start=1):
        click.echo(f"{number}. {item.statement.in_(language)}")
        if answers:
            verdict = ("对" if item.is_true else "错") if language == "zh" else ("True" if item.is_true else "False")
            click.echo(f"   {verdict}{'：' if language == 'zh' else ': '}{item.why.in_(language)}")


def _people(file: str) -> PeopleList:
    """The list in the file; what was done to it is said on the standard error."""
    from coach.commands.text_input import bytes_of
    from coach.exercise.people import read_people

    listed = read_people(bytes_of(file))
    for note in listed.notes:
        click.echo(note.in_(interface_language()), err=True)
    return listed


def _session(which: str) -> Session:
    return find_session(which)[0].session


def _cases(ids, language: Language) -> dict[str, Case]:
    """The cases by id, each once and in the order given. Raises UserError for one that is not there or not in the language."""
    from coach.commands.case import language_of
    from coach.practice.load import load_case

    cases = {case_id: load_case(case_id) for case_id in dict.fromkeys(ids)}
    for case in cases.values():
        language_of(case, language)
    return cases


def _refuse_beside_template(*given: object) -> None:
    if any(one is not None for one in given):
        raise UserError(
            zh="用模板时，语言、组、场、案例和时间都照模板：请去掉这些选项，或不用 --template。",
            en="A template brings its own language, teams, scenes, cases and times: leave those options out, or leave out --template.",
        )


def _print_json(session: Session) -> None:
    import msgspec

    click.echo(msgspec.json.encode(session))
