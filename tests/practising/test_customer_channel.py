"""The customer's lines beside the rep's recording when the disk is full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_without_room_leaves_the_recording_as_it_was_and_says_so(tmp_path):
    path = tmp_path / "call.flac"
    soundfile.write(path, np.random.default_rng(0).integers(-20_000, 20_000, 48_000 * 20).astype("<i2"), 48_000)
    before = path.read_bytes()
    code = (
        "import resource, sys; from pathlib import Path; from coach.practising.customer_channel import add_customer\n"
        "from coach.errors import UserError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "try: add_customer(Path(sys.argv[1]), [])\n"
        "except UserError as error: print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout.startswith(f"Could not write {path}"), run.stderr
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
