"""Read rubrics: the bundled ones and the user's own. All mistakes of a file are told at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from coach.errors import UserError
from coach.model import LABELS, Text
from coach.paths import data_folder
from coach.reasons import reason
from coach.rubric.format import KINDS, Criterion, DeliveryBand, Rubric, RubricSummary

MAX_BYTES = 500_000  # the bundled rubric has 20,000
MAX_CRITERIA = 200
_ID = r"^[a-z0-9][a-z0-9-]{0,63}$"
_MARKS = (*LABELS, "name_given")


def load_rubric(which: str | Path) -> Rubric:
    """The rubric with this id (the user's own copy before the bundled one), or in this file (a Path or `….toml`).

    Raises UserError when there is none, or with every mistake in it: `file: field: what is wrong`.
    """
    if isinstance(which, Path) or which.endswith(".toml"):
        return _read(Path(which), str(which))
    for file, _ in _rubric_files():
        if file.name == f"{which}.toml":
            return _read(file, file.name)
    known = sorted({file.name.removesuffix(".toml") for file, _ in _rubric_files()})
    raise UserError(
        zh=f"没有叫“{which}”的评分表：现有 {'、'.join(known)}，也可以给出 .toml 文件的路径。",
        en=f"There is no rubric called “{which}”: choose one of {', '.join(known)}, or give the path of a .toml file.",
    )


def list_rubrics() -> tuple[RubricSummary, ...]:
    """Every rubric by id; an own copy hides the bundled one. One that cannot be used says why and blocks no other."""
    found: dict[str, RubricSummary] = {}
    for file, origin in _rubric_files():
        rubric_id = file.name.removesuffix(".toml")
        if rubric_id not in found:
            found[rubric_id] = _summary(file, rubric_id, origin)
    return tuple(found[rubric_id] for rubric_id in sorted(found))


def _rubric_files() -> Iterator[tuple[Traversable, Literal["bundled", "own"]]]:
    own = data_folder() / "rubrics"
    if own.is_dir():
        yield from ((file, "own") for file in sorted(own.glob("*.toml")))
    bundled = (file for file in files("rubrics").iterdir() if file.name.endswith(".toml"))
    yield from ((file, "bundled") for file in sorted(bundled, key=lambda file: file.name))


def _summary(file: Traversable, rubric_id: str, origin: Literal["bundled", "own"]) -> RubricSummary:
    try:
        rubric = _read(file, file.name)
    except UserError as error:
        return RubricSummary(id=rubric_id, title=None, version=None, origin=origin, sha256="", error=error.text)
    return RubricSummary(id=rubric.id, title=rubric.title, version=rubric.version, origin=origin, sha256=rubric.sha256)


def _read(file: Traversable, name: str) -> Rubric:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(
            zh=f"打不开评分表 {name}（{reason(error).zh}）：请检查文件名和权限。",
            en=f"The rubric {name} cannot be opened ({reason(error).en}): check its name and that you may read it.",
        ) from error
    return parse_rubric(data, name)


def parse_rubric(data: bytes, name: str) -> Rubric:
    """The rubric in the bytes of a file called `name` (its id and `.toml`). Raises UserError with every mistake in it."""
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"评分表 {name} 超过 {MAX_BYTES // 1000} kB：请把它拆小。",
            en=f"The rubric {name} is larger than {MAX_BYTES // 1000} kB: make it smaller.",
        )
    try:
        text = data.decode()
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # wrong bytes and wrong TOML are both ValueErrors
        raise UserError(
            zh=f"评分表 {name} 不是有效的 TOML（{error}）：请改正它。",
            en=f"The rubric {name} is not valid TOML ({error}): mend it.",
        ) from error
    mistakes: list[Text] = []
    rubric = _rubric(table, text, mistakes)
    expected_id = name.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if rubric and rubric.id != expected_id:
        mistakes.append(
            Text(
                zh=f"id：“{rubric.id}”应与文件名一致，即“{expected_id}”",
                en=f"id: “{rubric.id}” should be the file's name, “{expected_id}”",
            )
        )
    if mistakes or rubric is None:
        raise UserError(
            zh="\n".join(f"{name}：{mistake.zh}" for mistake in mistakes),
            en="\n".join(f"{name}: {mistake.en}" for mistake in mistakes),
        )
    return rubric


class _Head(msgspec.Struct, kw_only=True):
    """What stands above the criteria."""

    id: Annotated[str, msgspec.Meta(pattern=_ID)]
    version: Annotated[int, msgspec.Meta(ge=1)]
    title: Text
    about: Text
    course: Text
    criteria: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1, max_length=MAX_CRITERIA)]


def _rubric(table: dict[str, Any], text: str, mistakes: list[Text]) -> Rubric | None:
    """The rubric in `table`; what is wrong goes to `mistakes`, and then there is none."""
    head = _decode(table, _Head, "", mistakes)
    criteria = [
        _criterion(item, f"criteria[{index}].", mistakes)
        for index, item in enumerate(head.criteria if head else (), start=1)
    ]
    for repeated in _repeated([criterion.id for criterion in criteria if criterion]):
        mistakes.append(Text(zh=f"criteria：id“{repeated}”用了两次", en=f"criteria: the id “{repeated}” is used twice"))
    if head is None or mistakes:
        return None
    return Rubric(
        id=head.id,
        version=head.version,
        title=head.title,
        about=head.about,
        course=head.course,
        criteria=tuple(criteria),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _criterion(item: dict[str, Any], where: str, mistakes: list[Text]) -> Criterion | None:
    kinds = {kind.__struct_config__.tag: kind for kind in KINDS}
    kind = kinds.get(str(item.get("kind")))
    if kind is None:
        mistakes.append(
            Text(
                zh=f"{where}kind：“{item.get('kind')}”不存在，可用的有 {'、'.join(kinds)}",
                en=f"{where}kind: there is no “{item.get('kind')}”; there are {', '.join(kinds)}",
            )
        )
        return None
    criterion = _decode({key: value for key, value in item.items() if key != "kind"}, kind, where, mistakes)
    if criterion is not None:
        mistakes.extend(_wrong_values(criterion, where))
    return criterion


def _decode(table: dict[str, Any], kind: type, where: str, mistakes: list[Text]) -> Any:
    """`table` as a `kind`, field by field so that every mistake is found; None when there is one."""
    before = len(mistakes)
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for key in table:
        if key not in fields:
            mistakes.append(Text(zh=f"{where}{key}：没有这个字段", en=f"{where}{key}: there is no such field"))
    values = {}
    for name, field in fields.items():
        if name not in table:
            if field.required:
                mistakes.append(Text(zh=f"{where}{name}：缺少这一项", en=f"{where}{name}: is missing"))
            continue
        value = table[name]
        if field.type is Text and not _is_text(value):
            mistakes.append(
                Text(
                    zh=f'{where}{name}：应为 {{ zh = "…", en = "…" }}，两句都不能为空',
                    en=f'{where}{name}: should be {{ zh = "…", en = "…" }}, neither of them empty',
                )
            )
            continue
        try:
            values[name] = msgspec.convert(value, field.type)
        except msgspec.ValidationError as error:
            mistakes.append(
                Text(zh=f"{where}{name}：类型或取值不对（{error}）", en=f"{where}{name}: wrong type or value ({error})")
            )
    return kind(**values) if len(mistakes) == before else None


def _is_text(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"zh", "en"}
        and all(isinstance(sentence, str) and sentence.strip() for sentence in value.values())
    )


def _wrong_values(criterion: Criterion, where: str) -> Iterator[Text]:
    """What no type can tell: names of marks, bands that contradict themselves, a template without its quote."""
    for field in ("marks", "first", "then", "mark", "by"):
        names = getattr(criterion, field, ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in _MARKS:
                yield Text(zh=f"{where}{field}：没有“{name}”这个标签", en=f"{where}{field}: there is no label “{name}”")
    if isinstance(criterion, DeliveryBand):
        bands = [band for band in (criterion.band, criterion.zh, criterion.en) if band]
        if not (criterion.band or (criterion.zh and criterion.en)):
            yield Text(
                zh=f"{where}band：缺少范围（band，或 zh 与 en）", en=f"{where}band: no range (band, or zh and en)"
            )
        for band in bands:
            if band.low is None and band.high is None or None not in (band.low, band.high) and band.low >= band.high:
                yield Text(
                    zh=f"{where}band：low 要小于 high，至少给出一个",
                    en=f"{where}band: low must be below high, and one of them given",
                )
    say = criterion.say_instead
    for field in ("zh_quoting", "en_quoting") if say else ():
        sentence = getattr(say, field)
        if sentence is not None and sentence.count("{quote}") != 1:
            yield Text(
                zh=f"{where}say_instead.{field}：要有且只有一个 {{quote}}",
                en=f"{where}say_instead.{field}: needs {{quote}} exactly once",
            )


def _repeated(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
