"""The line of every key, table and item of a TOML file."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.toml.lines import line_at, lines_of

TRICKY = '''
# a comment with [brackets] and = signs
id = "one"  # and another
"quoted key" = 1
'single' = 2
a.b."c d" = { x = 1, "y.z" = [ 1, { deep = "}" } ] }
text = """
[[criteria]]
id = "not a key" \\""" still inside
"""
other = \'\'\'
] } # nothing
\'\'\'
quotes = """"two quotes at the end\"""""
list = [
  1, # one ]
  "two, ]",

  [ 3, 4 ],
  { five = 5 },
  1979-05-27 07:32:00, 6,
]
[[criteria]]
kind = "first"
[criteria.say_instead]
zh = "一"
[[criteria.steps]]
id = "s1"
[[criteria.steps]]
id = "s2"
marks = [
  "a",
  "b"]
[[ criteria ]]
kind = "second"
title = { zh = "二", en = "Two" }
[ plain . table ]
key = true
'''


def paths_in(value: object, path: tuple = ()) -> set[tuple]:
    """Every path of a parsed document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} - {()} | {inner for key, item in items for inner in paths_in(item, (*path, key))}


def test_every_kind_of_toml():
    lines = lines_of(TRICKY)
    assert set(lines) == paths_in(tomllib.loads(TRICKY))
    written = TRICKY.splitlines()
    for path, words in {
        ("id",): 'id = "one"',
        ("quoted key",): '"quoted key"',
        ("a", "b", "c d", "y.z", 1, "deep"): "a.b",
        ("text",): 'text = """',
        ("quotes",): "quotes =",
        ("list", 1): '"two, ]"',
        ("list", 2, 1): "[ 3, 4 ]",
        ("list", 3, "five"): "five",
        ("list", 5): "1979",
        ("criteria", 0): "[[criteria]]",
        ("criteria", 0, "say_instead", "zh"): "一",
        ("criteria", 0, "steps", 1): "[[criteria.steps]]",
        ("criteria", 0, "steps", 1, "id"): '"s2"',
        ("criteria", 0, "steps", 1, "marks", 1): '"b"]',
        ("criteria", 1): "[[ criteria ]]",
        ("criteria", 1, "title", "en"): "二",
        ("plain", "table", "key"): "key = true",
    }.items():
        assert words in written[lines[path] - 1], path


def test_nothing_and_what_has_no_line():
    assert lines_of("") == lines_of("\ufeff# only a comment") == {}
    lines = lines_of("\n[[criteria]]\n\nid = 1\n")
    assert line_at(lines, ("criteria", 0, "id")) == 4
    assert line_at(lines, ("criteria", 0, "title", "zh")) == 2
    assert line_at(lines, ("version",)) == 1


def test_windows_line_ends_and_deep_nesting():
    assert lines_of("\ufeffa = 1\r\n\r\nb = [\r\n 1 ]\r\n") == {("a",): 1, ("b",): 3, ("b", 0): 4}
    deep = "a = " + "[" * 200 + '"]", # ]\n 1' + "]" * 200 + "\nb = 2"
    assert lines_of(deep)[("b",)] == 3


@pytest.mark.parametrize("name", ["service-cycle.toml", "phrases/zh.toml", "phrases/en.toml"])
def test_the_bundled_files(name):
    text = files("rubrics").joinpath(*name.split("/")).read_text(encoding="utf-8")
    assert set(lines_of(text)) == paths_in(tomllib.loads(text))


# Documents written out in many ways; a number says where its value was put.


class Writer:
    def __init__(self, data: st.DataObject) -> None:
        self.data, self.text, self.expected, self.count = data, "", {}, 0

    def put(self, words: str) -> None:
        self.text += words

    def gap(self, inside: bool) -> None:
        self.put(self.data.draw(st.sampled_from(["", " ", "\t", "\n", " # ] } \" '\n", "\n\n"] if inside else ["", " ", "\t"])))

    def key(self) -> str:
        self.count += 1
        self.put(self.data.draw(st.sampled_from(["k{}", '"k{}"', "'k{}'"])).format(self.count))
        return f"k{self.count}"

    def value(self, path: tuple, depth: int) -> None:
        self.expected.setdefault(path, self.text.count("\n") + 1)
        kind = self.data.draw(st.sampled_from(["scalar", "string", "list", "table"] if depth < 3 else ["scalar", "string"]))
        if kind == "scalar":
            self.put(self.data.draw(st.sampled_from(["1", "-2.5e3", "true", "inf", "1979-05-27", "1979-05-27 07:32:00Z", "07:32:00"])))
        elif kind == "string":
            self.put(self.data.draw(st.sampled_from(['""', "''", '"a\\"]#"', "'\\'", '"""\n"a" ]\n"""', "'''\n'}'\n'''", '"""a"""""', "''''b'''''"])))
        elif kind == "list":
            self.put("[")
            size = self.data.draw(st.integers(0, 3))
            for index in range(size):
                self.gap(True)
                self.value((*path, index), depth + 1)
                self.gap(True)
                if index < size - 1 or self.data.draw(st.booleans()):
                    self.put(",")
            self.gap(True)
            self.put("]")
        else:
            self.put("{")
            size = self.data.draw(st.integers(0, 3))
            for index in range(size):
                self.gap(False)
                self.pair(path, depth + 1)
                self.gap(False)
                self.put("," if index < size - 1 else "")
            self.put("}")

    def pair(self, path: tuple, depth: int) -> None:
        line = self.text.count("\n") + 1
        for _ in range(self.data.draw(st.integers(0, 1))):
            path = (*path, self.key())
            self.expected[path] = line
            self.gap(False)
            self.put(".")
            self.gap(False)
        path = (*path, self.key())
        self.expected[path] = line
        self.gap(False)
        self.put("=")
        self.gap(False)
        self.value(path, depth)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_document(data):
    writer = Writer(data)
    tables = 0
    path: tuple = ()
    for _ in range(data.draw(st.integers(0, 5))):
        what = data.draw(st.sampled_from(["pair", "pair", "table in list", "table"]))
        if what == "pair":
            writer.pair(path, 0)
        elif what == "table in list":
            writer.expected.setdefault(("many",), writer.text.count("\n") + 1)
            path = ("many", tables)
            tables += 1
            writer.expected[path] = writer.text.count("\n") + 1
            writer.put(data.draw(st.sampled_from(["[[many]]", '[["many"]]', "[[ many ]]"])))
        else:
            line = writer.text.count("\n") + 1
            writer.put("[")
            path = (writer.key(),)
            writer.put("]")
            writer.expected[path] = line
        writer.put(data.draw(st.sampled_from(["\n", " # [[no]]\n", "\n\n"])))
    assert paths_in(tomllib.loads(writer.text)) == set(writer.expected)
    assert lines_of(writer.text) == writer.expected
