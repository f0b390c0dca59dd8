"""Settings and private files."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from coach.errors import UserError
from coach.files import private_lines, write_private
from coach.interface import interface_language
from coach.settings import Settings, chosen_model, load_settings, save_settings, settings_file


def test_offline_by_default_and_what_was_saved_comes_back():
    assert load_settings() == Settings(stay_offline=True, interface_language=None, rep_channel="left")
    save_settings(Settings(stay_offline=False, rep_channel="right"))
    assert load_settings() == Settings(stay_offline=False, rep_channel="right")


def test_the_speech_model_is_the_chosen_one_and_base_when_the_file_is_damaged():
    assert chosen_model() == "base"
    save_settings(Settings(speech_model="small"))
    assert chosen_model() == "small"
    settings_file().write_bytes(b"{")
    assert chosen_model() == "base"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_the_user_can_read_it():
    save_settings(Settings())
    assert stat.S_IMODE(os.stat(settings_file()).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(settings_file().parent).st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"{", b'{"stay_offline": "perhaps"}', b"\xff\xfe"])
def test_a_damaged_file_is_named(content):
    settings_file().write_bytes(content)
    with pytest.raises(UserError, match="settings.json"):
        load_settings()


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    (tmp_path / "old").mkdir()
    with pytest.raises(UserError, match="Could not write"):
        write_private(tmp_path / "old", b"new")  # a folder cannot be replaced by a file
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_link_stays_and_its_target_is_replaced(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_private(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_lines_are_on_disk_one_by_one_and_replace_an_old_file(tmp_path):
    path = tmp_path / "lines"
    path.write_bytes(b"old\n")
    with private_lines(path) as add:
        assert path.read_bytes() == b"old\n"
        add(b"one")
        assert path.read_bytes() == b"one\n"
        add(b"two")
        assert path.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [({"REDCARD_LANG": "zh"}, "zh"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "de_DE"}, "en"), ({"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en")],
)  # fmt: skip
def test_the_language_of_the_interface(monkeypatch, environment, language):
    for name in ("REDCARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert interface_language() == language


def test_the_setting_overrules_the_system(monkeypatch):
    monkeypatch.delenv("REDCARD_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB")
    save_settings(Settings(interface_language="zh"))
    assert interface_language() == "zh"
