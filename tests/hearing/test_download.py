"""The real downloader against a real HTTP server on this machine."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.hearing.catalogue import CatalogueEntry, ModelFile
from coach.hearing.download import download_model
from tests.hearing.hub import Hub, running

CONTENT = {"model.bin": os.urandom(3 << 20), "config.json": b"{}"}
ENTRY = CatalogueEntry(
    name="small-test",
    repository="somebody/small-test",
    revision="0123abcd",
    parameters_million=1,
    files=tuple(ModelFile(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in CONTENT.items()),
)


class Cancelled(Exception):
    pass


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REDCARD_MODELS", str(tmp_path / "models"))
    return tmp_path / "models" / ENTRY.name


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    paths = {f"/{ENTRY.repository}/resolve/{ENTRY.revision}/{name}": data for name, data in CONTENT.items()}
    with running(Hub(paths)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address + "/")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield hub


def _silent(done: int, total: int) -> None:
    pass


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_whole_model(models: Path, hub: Hub) -> None:
    reports: list[tuple[int, int]] = []
    files = download_model(ENTRY, lambda done, total: reports.append((done, total)))
    assert (files.name, files.revision, files.folder) == (ENTRY.name, ENTRY.revision, models)
    assert _contents(models) == CONTENT
    assert reports == sorted(reports)
    assert reports[0] == (0, ENTRY.size)
    assert reports[-1] == (ENTRY.size, ENTRY.size)
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in models.iterdir()} == {0o600}


def test_what_is_here_is_not_fetched_again(models: Path, hub: Hub) -> None:
    download_model(ENTRY, _silent)
    hub.asked.clear()
    download_model(ENTRY, _silent)
    assert hub.asked == []
    (models / "config.json").write_bytes(b"[]")
    download_model(ENTRY, _silent)
    assert [Path(path).name for path, _ in hub.asked] == ["config.json"]
    assert _contents(models) == CONTENT


def _cancel_after_a_mebibyte(done: int, total: int) -> None:
    if done >= 1 << 20:
        raise Cancelled


def test_cancelled_and_gone_on(models: Path, hub: Hub) -> None:
    with pytest.raises(Cancelled):
        download_model(ENTRY, _cancel_after_a_mebibyte)
    part = models / "model.bin.part"
    kept = part.stat().st_size
    assert 1 << 20 <= kept < len(CONTENT["model.bin"])
    assert part.read_bytes() == CONTENT["model.bin"][:kept]
    hub.asked.clear()
    download_model(ENTRY, _silent)
    assert hub.asked[0][1] == f"bytes={kept}-"
    assert _contents(models) == CONTENT


def test_a_hub_that_cannot_go_on_starts_afresh(models: Path, hub: Hub) -> None:
    with pytest.raises(Cancelled):
        download_model(ENTRY, _cancel_after_a_mebibyte)
    hub.ranges = False
    download_model(ENTRY, _silent)
    assert _contents(models) == CONTENT


def test_a_broken_line_keeps_what_came(models: Path, hub: Hub) -> None:
    hub.cut_after = 2 << 20
    with pytest.raises(UserError, match="what came is kept"):
        download_model(ENTRY, _silent)
    kept = (models / "model.bin.part").stat().st_size
    assert 0 < kept <= 2 << 20
    hub.cut_after = None
    download_model(ENTRY, _silent)
    assert _contents(models) == CONTENT


@pytest.mark.parametrize("size", [3 << 20, 5 << 20])
def test_wrong_bytes_never_become_a_model(models: Path, hub: Hub, size: int) -> None:
    path = next(path for path in hub.files if path.endswith("model.bin"))
    hub.files[path] = os.urandom(size)
    with pytest.raises(UserError, match="not the published file"):
        download_model(ENTRY, _silent)
    assert list(models.iterdir()) == []


def test_a_file_that_is_too_short_never_becomes_a_model(models: Path, hub: Hub) -> None:
    path = next(path for path in hub.files if path.endswith("model.bin"))
    hub.files[path] = CONTENT["model.bin"][:1000]
    with pytest.raises(UserError, match="what came is kept"):
        download_model(ENTRY, _silent)
    assert [path.name for path in models.iterdir()] == ["model.bin.part"]


def test_a_wrong_beginning_is_deleted(models: Path, hub: Hub) -> None:
    models.mkdir(parents=True)
    (models / "model.bin.part").write_bytes(b"x" * 1000)
    with pytest.raises(UserError, match="not the published file"):
        download_model(ENTRY, _silent)
    assert not (models / "model.bin.part").exists()


def test_not_on_the_hub(models: Path, hub: Hub) -> None:
    hub.files.clear()
    with pytest.raises(UserError, match="status 404") as caught:
        download_model(ENTRY, _silent)
    assert "404" in caught.value.text.zh


def test_no_way_to_the_hub(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(UserError, match="could not be reached"):
        download_model(ENTRY, _silent)
    monkeypatch.setenv("HF_ENDPOINT", "nonsense")
    with pytest.raises(UserError, match="could not be reached"):
        download_model(ENTRY, _silent)


def test_too_little_room_is_said_before_anything_is_fetched(models: Path, hub: Hub) -> None:
    giant = dataclasses.replace(ENTRY, files=(dataclasses.replace(ENTRY.files[0], size=10**18),))
    with pytest.raises(UserError, match="disk is too full"):
        download_model(giant, _silent)
    assert hub.asked == []
