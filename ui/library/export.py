"""A call as a file: asked for here, made and written beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from coach.export import ENDINGS, checked_ending, exported
from coach.files import file_stem, write_private
from coach.library.store import call_title, get_call, open_library
from coach.model import Language
from ui.messages import Words

KINDS = ("export_html", "export_pdf", "export_csv", "export_json", "export_srt", "export_vtt")


def ask_where(parent: QWidget, title: str, words: Words) -> Path | None:
    """A file with one of the ENDINGS, or what the user typed instead; None when they changed their mind."""
    filters = [f"{words(kind)} (*{ending})" for kind, ending in zip(KINDS, ENDINGS, strict=True)]
    stem = file_stem(Path(title).stem)
    name, chosen = QFileDialog.getSaveFileName(parent, words("export_call"), stem + ENDINGS[0], ";;".join(filters))
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() not in ENDINGS and chosen in filters:
        path = Path(name + ENDINGS[filters.index(chosen)])
    return path


def export_to(uid: str, path: Path, language: Language) -> None:
    """Raises UserError."""
    ending = checked_ending(path)
    with open_library() as db:
        scorecard, title = get_call(db, uid), call_title(db, uid)
    write_private(path, exported(ending, scorecard, title=title, language=language))
