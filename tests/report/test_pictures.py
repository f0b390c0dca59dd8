import os
import struct
import subprocess
import sys

import pytest

from tests.paths import ROOT

PICTURES = ROOT / "docs" / "pictures"


@pytest.mark.parametrize("name", ["report-en", "report-en-dark", "report-zh", "report-zh-dark"])
def test_each_picture_is_there_wide_enough_and_small(name):
    content = (PICTURES / f"{name}.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (1280, 1340)
    assert len(content) < 400_000


def test_without_a_browser_one_sentence_says_what_to_do(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "make_pictures.py"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr == "The pictures are taken with Chromium or Chrome: install one of them so that it is on the PATH.\n"
