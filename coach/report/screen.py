"""Writing to a terminal: sections, and lines that wrap under their own start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from coach.report.wrap import wrap_cells

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH, WIDEST = 80, 100


def screen(file: TextIO, colour: bool | None = None) -> Console:
    """A console on `file`, 80 columns wide or as wide as the terminal (at most 100).

    `colour` None: coloured when `file` is a terminal and NO_COLOR is not set.
    """
    from rich.console import Console

    console = Console(
        file=file,
        force_terminal=colour,
        no_color=None if colour is None else not colour,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )
    console.width = min(console.width, WIDEST) if console.is_terminal and file.isatty() else PLAIN_WIDTH
    return console


def section(console: Console, title: str, *, style: str = "bold") -> None:
    console.print()
    console.print(f" {title} ", style=style)


def lines(console: Console, lead: str, text: str, *, style: str = "") -> None:
    """`text` wrapped behind `lead`, further lines indented under its start."""
    from rich.cells import cell_len
    from rich.text import Text as Line

    indent = cell_len(lead)
    for index, line in enumerate(wrap_cells(text, console.width - indent)):
        console.print(Line(lead if index == 0 else " " * indent).append(line, style=style))


def labelled(console: Console, rows: Sequence[tuple[str, str, str]], *, indent: str = "    ") -> None:
    """Label, text and style of the text, at least one row; the texts stand under one another."""
    from rich.cells import cell_len

    width = max(cell_len(label) for label, _, _ in rows)
    for label, text, style in rows:
        lines(console, f"{indent}{label}{' ' * (width - cell_len(label))}  ", text, style=style)
