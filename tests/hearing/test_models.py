from __future__ import annotations

import dataclasses
import os
import stat
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.files import sha256_of
from coach.hearing.catalogue import catalogue
from coach.hearing.model_check import damaged_files
from coach.hearing.model_speed import expected_share
from coach.hearing.model_store import model_states, remove_model
from coach.hearing.model_wheels import join_from_wheels
from coach.hearing.models import check_model, known_model, model_files

BASE_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REDCARD_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def test_the_catalogue_is_pinned() -> None:
    assert list(catalogue()) == ["tiny", "base", "small", "medium", "large-v3-turbo"]
    for entry in catalogue().values():
        assert len(entry.revision) == 40
        assert {"model.bin", "config.json", "tokenizer.json"} <= {file.name for file in entry.files}
        assert all(len(file.sha256) == 64 and int(file.sha256, 16) and file.size > 0 for file in entry.files)


def test_base_is_joined_from_the_wheels_and_mended(models: Path) -> None:
    base = model_files("base")
    assert base.folder == models / "base"
    assert base.revision == "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"
    assert sha256_of(base.folder / "model.bin") == BASE_SHA256
    assert sorted(path.name for path in base.folder.iterdir()) == [
        "config.json",
        "model.bin",
        "tokenizer.json",
        "vocabulary.txt",
    ]
    if os.name == "posix":
        assert stat.S_IMODE((base.folder / "model.bin").stat().st_mode) == 0o600
    with (base.folder / "model.bin").open("r+b") as stream:  # one byte, same length
        stream.seek(100_000_000)
        byte = stream.read(1)
        stream.seek(100_000_000)
        stream.write(bytes([byte[0] ^ 1]))
    (base.folder / "config.json").unlink()
    with pytest.raises(UserError, match="model.bin, config.json"):
        check_model("base")
    model_files("base")
    check_model("base")


def test_wheels_with_other_bytes_are_refused(models: Path) -> None:
    base = known_model("base")
    config = next(file for file in base.files if file.name == "config.json")
    other = dataclasses.replace(base, files=(dataclasses.replace(config, sha256="0" * 64),))
    with pytest.raises(UserError, match="missing or damaged"):
        join_from_wheels(other, models / "base")
    assert list((models / "base").iterdir()) == []


def test_a_model_that_is_not_here_names_the_command(models: Path) -> None:
    with pytest.raises(UserError, match="redcard model get tiny --online") as caught:
        model_files("tiny")
    assert "redcard model get tiny" in caught.value.text.zh


def test_damaged_files_are_found(models: Path) -> None:
    folder = models / "tiny"
    folder.mkdir(parents=True)
    tiny = known_model("tiny")
    for file in tiny.files:
        with (folder / file.name).open("wb") as stream:
            stream.truncate(file.size)  # the right length, all zeros
    assert damaged_files(tiny, folder) == tiny.files
    with pytest.raises(UserError, match=r"incomplete or damaged \(model.bin"):
        model_files("tiny")


def test_unknown_names(models: Path) -> None:
    with pytest.raises(UserError, match="did you mean “small”"):
        model_files("smal")
    with pytest.raises(UserError, match="no speech model or folder called “../base”"):
        model_files("../base")
    with pytest.raises(UserError, match="choose one of tiny, base"):
        known_model("")


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "my model"
    own.mkdir()
    with pytest.raises(UserError, match="lacks model.bin, config.json, tokenizer.json, vocabulary.txt"):
        model_files(str(own))
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (own / name).write_bytes(b"{}")
    (own / "model.bin").write_bytes(b"abc")
    files = model_files(str(own))
    assert (files.name, files.folder) == ("my model", own.resolve())
    assert files.revision == "own folder sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_states_and_removing(models: Path) -> None:
    states = {state.entry.name: state for state in model_states()}
    assert states["base"].state == "installed"
    assert states["tiny"].state == "absent"
    (models / "tiny").mkdir(parents=True)
    (models / "tiny" / "model.bin.part").write_bytes(b"x" * 10)
    tiny = next(state for state in model_states() if state.entry.name == "tiny")
    assert (tiny.state, tiny.here_bytes) == ("partial", 10)
    assert remove_model("tiny") == 10
    assert not (models / "tiny").exists()
    assert remove_model("tiny") == 0
    with pytest.raises(UserError):
        remove_model("..")
    assert models.exists()


def test_ready_goes_by_size(models: Path) -> None:
    folder = models / "tiny"
    folder.mkdir(parents=True)
    for file in known_model("tiny").files:
        with (folder / file.name).open("wb") as stream:
            stream.truncate(file.size)
    assert next(state for state in model_states() if state.entry.name == "tiny").state == "ready"


def test_expected_speed_starts_from_the_measured_one() -> None:
    base, small = known_model("base"), known_model("small")
    assert expected_share(base, 2) == pytest.approx(0.048)
    assert expected_share(base, 1) == pytest.approx(0.070)
    assert expected_share(small, 2) == pytest.approx(0.048 * 244 / 74)
    assert expected_share(base, 64) == expected_share(base, 8) < expected_share(base, 4)
