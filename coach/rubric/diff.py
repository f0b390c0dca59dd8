"""What differs between two rubrics: criteria, marks, and the sentences that teach them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

import msgspec

from coach.rubric.format import Rubric

_HEAD = ("version", "title", "about", "course")
_NOT_WRITTEN = {"rubric"}  # what the loader sets

Side = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`what` is "rubric", or "criteria" or "marks" with the `id` of one; `field` leads to the part of it that differs.

    `before` and `after` are shown values, None where there is none: an item of a list was added or removed.
    """

    what: Literal["rubric", "criteria", "marks"]
    side: Side
    id: str = ""
    field: str = ""
    before: str | None = None
    after: str | None = None


def differences(before: Rubric, after: Rubric) -> tuple[Difference, ...]:
    """In the order of the file; () for two that say the same. Comments and the order of things do not count."""
    head = [
        Difference(what="rubric", side="changed", field=field, before=old, after=new)
        for field, old, new in _changed(_flat(before, _HEAD), _flat(after, _HEAD))
    ]
    return (
        *head,
        *_of_list("criteria", before.criteria, after.criteria),
        *_of_list("marks", before.marks, after.marks),
    )


def _of_list(what: Literal["criteria", "marks"], before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    old, new = ({item.id: item for item in items} for items in (before, after))
    for item_id in [*old, *(item_id for item_id in new if item_id not in old)]:
        if item_id not in new:
            yield Difference(what=what, side="removed", id=item_id)
        elif item_id not in old:
            yield Difference(what=what, side="added", id=item_id)
        else:
            for field, one, other in _changed(_flat(old[item_id]), _flat(new[item_id])):
                side: Side = "added" if one is None else "removed" if other is None else "changed"
                yield Difference(what=what, side=side, id=item_id, field=field, before=one, after=other)


def _changed(
    before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str | None, str | None]]:
    for key in [*before, *(key for key in after if key not in before)]:
        if before.get(key) != after.get(key):
            yield key[0], before.get(key), after.get(key)


def _flat(value: Any, names: Sequence[str] | None = None) -> dict[tuple[str, str], str]:
    """Shown values by (field, item); `item` tells the sentences of a list apart and is "" for a single value."""
    flat: dict[tuple[str, str], str] = {}
    if isinstance(value, msgspec.Struct) and value.__struct_config__.tag:
        flat["kind", ""] = value.__struct_config__.tag
    for name, part in _parts(value):
        if part is None or name in _NOT_WRITTEN or names is not None and name not in names:
            continue
        if isinstance(part, tuple) and all(isinstance(item, str) for item in part):
            flat |= {(name, item): item for item in part}
        elif isinstance(part, tuple):  # steps have an id, sentences a number
            for number, item in enumerate(part, start=1):
                place = getattr(item, "id", number)
                flat |= {(f"{name}.{place}.{inner}", key): shown for (inner, key), shown in _flat(item).items()}
        elif isinstance(part, msgspec.Struct) or is_dataclass(part):
            flat |= {(f"{name}.{inner}", key): shown for (inner, key), shown in _flat(part).items()}
        else:
            flat[name, ""] = _shown(part)
    return flat


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    names = value.__struct_fields__ if isinstance(value, msgspec.Struct) else [field.name for field in fields(value)]
    for name in names:
        yield name, getattr(value, name)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.9g}" if isinstance(value, float) else str(value)
