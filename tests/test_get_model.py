from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.commands.model import model
from coach.errors import UserError
from coach.get_model import get_model
from coach.settings import Settings, save_settings


@pytest.fixture
def no_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty models folder and a hub where nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("REDCARD_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("REDCARD_LANG", "en")


def _silent(done: int, total: int) -> None:
    pass


def test_offline_is_kept_unless_asked(no_hub: None) -> None:
    with pytest.raises(UserError, match="redcard model get tiny --online"):
        get_model("tiny", online=False, progress=_silent)
    with pytest.raises(UserError, match="could not be reached"):
        get_model("tiny", online=True, progress=_silent)
    save_settings(Settings(stay_offline=False))
    with pytest.raises(UserError, match="could not be reached"):
        get_model("tiny", online=False, progress=_silent)


def test_base_needs_no_network(no_hub: None) -> None:
    assert get_model("base", online=False, progress=_silent).name == "base"
    assert get_model("base", online=True, progress=_silent).name == "base"  # all here: nobody is asked


def test_commands(no_hub: None) -> None:
    run = CliRunner().invoke
    listed = run(model, ["list"])
    assert listed.exit_code == 0
    assert "base: installed, no download needed" in listed.output
    assert "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66" in listed.output
    assert "no speech models" in run(model, ["verify"]).output
    assert "ready and checked" in run(model, ["get", "base"]).output
    assert "base: whole" in run(model, ["verify"]).output
    missing = run(model, ["verify", "tiny"])
    assert missing.exit_code == 2
    assert "redcard model get tiny --online" in missing.output
    assert "148 MB freed" in run(model, ["remove", "base"]).output
    assert "was not on this machine" in run(model, ["remove", "base"]).output
