"""A session without its people, kept to be used again: `exercise/templates/NAME.toml` in the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Annotated

import msgspec

from coach.errors import UserError
from coach.exercise.people import Listed
from coach.exercise.prepare import MOST_SCENES, MOST_TEAMS, new_session, players_aimed_at, with_steps
from coach.exercise.session import Name, Session, Step, StepKind
from coach.files import file_stem, read_at_most, write_new
from coach.model import Language
from coach.paths import data_folder
from coach.toml.decode import Reading, decode
from coach.toml.mistakes import all_of_them, did_you_mean
from coach.toml.syntax import parsed
from coach.toml.write import quoted, string_list

MAX_BYTES = 100_000
_Case = Annotated[str, msgspec.Meta(max_length=64, pattern="^$|^[a-z0-9][a-z0-9-]{0,63}$")]


class TemplateStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As `session.Step`, in minutes."""

    kind: StepKind
    minutes: Annotated[float, msgspec.Meta(ge=0.1, le=480)]
    scene: Annotated[int, msgspec.Meta(ge=1, le=MOST_SCENES)] | None = None
    title: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`teams` are names, `players` how many are in a scene, `cases` ids that come in turn ("" for a scene without one)."""

    title: Name
    language: Language
    teams: Annotated[tuple[Name, ...], msgspec.Meta(min_length=1, max_length=MOST_TEAMS)]
    scenes: Annotated[int, msgspec.Meta(ge=1, le=MOST_SCENES)]
    players: Annotated[int, msgspec.Meta(ge=2, le=4)] = 2
    cases: Annotated[tuple[_Case, ...], msgspec.Meta(max_length=MOST_SCENES)] = ()
    steps: Annotated[tuple[TemplateStep, ...], msgspec.Meta(max_length=400)] = ()


def template_of(session: Session) -> Template:
    """Everything of the session but its people."""
    cases = tuple(scene.case or "" for scene in session.scenes)
    return Template(
        title=session.title,
        language=session.language,
        teams=tuple(team.name for team in session.teams),
        scenes=max(1, len(session.scenes)),
        players=players_aimed_at(session.scenes),
        cases=cases if any(cases) else (),
        steps=tuple(
            TemplateStep(kind=step.kind, minutes=round(step.seconds / 60, 4), scene=step.scene, title=step.title)
            for step in session.steps
        ),
    )


def session_from(template: Template, *, uid: str, listed: Sequence[Listed], random: Random, title: str | None = None) -> Session:
    """A session of other people by the template. Raises UserError when they are too few for its teams."""
    session = new_session(
        uid=uid, title=title or template.title, language=template.language, listed=listed, names=template.teams,
        scenes=template.scenes, cases=template.cases, players=template.players, random=random,
    )  # fmt: skip
    scenes = tuple(msgspec.structs.replace(scene, case=scene.case or None) for scene in session.scenes)
    session = msgspec.structs.replace(session, scenes=scenes)
    steps = [Step(kind=one.kind, seconds=one.minutes * 60, scene=one.scene, title=one.title) for one in template.steps]
    return with_steps(session, steps) if steps else session


def templates_folder() -> Path:
    """Where templates lie; it need not be there."""
    return data_folder() / "exercise" / "templates"


def list_templates() -> tuple[str, ...]:
    """The names of the templates, in order."""
    folder = templates_folder()
    return tuple(sorted(file.stem for file in folder.glob("*.toml"))) if folder.is_dir() else ()


def save_template(name: str, template: Template) -> Path:
    """Write the template and return its path. Raises UserError for a name that no file can have, or one that is taken."""
    if name != file_stem(name) or name == "call":
        raise UserError(
            zh=f"“{name}”不能作模板的名字：不要用 / \\ : * ? \" < > |，不超过 60 个字。",
            en=f"“{name}” cannot be a template's name: leave out / \\ : * ? \" < > | and keep it to 60 characters.",
        )
    path = templates_folder() / f"{name}.toml"
    write_new(path, as_toml(template))
    return path


def load_template(name: str) -> Template:
    """Raises UserError when there is none, or with every mistake in it: `file:line: field: what is wrong`."""
    names = list_templates()
    if name not in names:
        mean = did_you_mean(name, names)
        raise UserError(
            zh=f"没有叫“{name}”的模板{mean.zh}：redcard roleplay templates 列出现有的。",
            en=f"There is no template called “{name}”{mean.en}: redcard roleplay templates lists them.",
        )
    return parse_template(read_at_most(templates_folder() / f"{name}.toml", MAX_BYTES), f"{name}.toml")


def parse_template(data: bytes, name: str) -> Template:
    """The template in the bytes of a file called `name`; errors as for `load_template`."""
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"模板 {name} 超过 {MAX_BYTES // 1000} kB：请把它缩短。",
            en=f"The template {name} is larger than {MAX_BYTES // 1000} kB: make it shorter.",
        )
    text, table = parsed(data, name)
    reading = Reading()
    template = decode(table, Template, (), reading)
    if template is not None:
        for place, step in enumerate(template.steps):
            if step.scene is not None and step.scene > template.scenes:
                reading.wrong(("steps", place, "scene"), zh="没有这一场", en="there is no such scene")
    if template is None or reading.mistakes:
        raise all_of_them(reading.mistakes, file=name, text=text)
    return template


def as_toml(template: Template) -> str:
    """The file's text."""
    rows = [
        "# A session without its people; redcard roleplay new --template uses it. docs/roleplay.md",
        "# 不带名单的练习模板，redcard roleplay new --template 用它。docs/roleplay.zh-CN.md",
        "",
        f"title = {quoted(template.title)}",
        f"language = {quoted(template.language)}",
        f"teams = {string_list(template.teams)}",
        f"scenes = {template.scenes}",
        f"players = {template.players}",
        f"cases = {string_list(template.cases)}",
    ]
    for step in template.steps:
        rows += ["", "[[steps]]", f"kind = {quoted(step.kind)}", f"minutes = {step.minutes:g}"]
        rows += [f"scene = {step.scene}"] if step.scene is not None else []
        rows += [f"title = {quoted(step.title)}"] if step.title else []
    return "\n".join(rows) + "\n"
