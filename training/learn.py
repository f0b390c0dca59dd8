"""Learn the examples of the rubrics that ship, so that no user waits for it: `python training/learn.py coach/rubric/meaning/data`.

Run it after the network, a rubric's examples or `rubrics/background/` changed; it needs nothing but the program itself.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    target = parser.parse_args().target / "learnt"
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REDCARD_DATA"] = folder
        from coach.rubric.labels import get_ready
        from coach.rubric.load import list_rubrics, load_rubric

        for rubric in list_rubrics():
            get_ready(load_rubric(rubric.id).marks)
        target.mkdir()
        for path in Path(folder, "learnt").iterdir():
            shutil.copyfile(path, target / path.name)  # without the private mode


if __name__ == "__main__":
    main()
