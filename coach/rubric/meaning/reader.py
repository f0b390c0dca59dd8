"""The network in use: turns in their context in, a logit for each label out. How it was made: docs/judgement.md."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from coach.model import LABELS
from coach.rubric.meaning.tokens import Sides, token_rows
from coach.threads import default_threads

if TYPE_CHECKING:
    import numpy as np

OUTPUTS = (*LABELS, "upset")
REMEMBERED = 20_000  # turns of some hundred calls; about 2 kB each


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one turn.

    `logits` by `OUTPUTS`; `shares[i]` is what the turn's i-th token adds to each logit, `spans[i]` where that token stands in
    the plain text; `vector` the turn's meaning (the mean of its tokens after the sixth layer), float32 of shape (384,).
    """

    logits: np.ndarray
    shares: np.ndarray
    spans: tuple[tuple[int, int], ...]
    vector: np.ndarray


class TurnReader:
    """The loaded network. What it has read it remembers, so that judging a call again costs next to nothing."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a turn is too short to share: two turns beside each other take half the time
        options.enable_cpu_mem_arena = False  # the arena keeps the longest batch's memory for good
        options.log_severity_level = 3
        folder = files("coach.rubric.meaning").joinpath("data")
        with as_file(folder.joinpath("turns.onnx")) as model, as_file(folder.joinpath("tokenizer.json")) as words:
            self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
            self._words = Tokenizer.from_file(str(words))
        self._remembered: OrderedDict[Sides, Reading] = OrderedDict()

    def read(self, sides: Iterable[Sides]) -> list[Reading]:
        """A reading for each, in order; [] for none."""
        asked = list(sides)
        found = {each: self._remembered.get(each) for each in asked}
        unread = [each for each, reading in found.items() if reading is None]
        with ThreadPoolExecutor(default_threads()) as threads:
            found |= zip(unread, threads.map(self._run, unread))
        self._remembered |= found
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return [found[each] for each in asked]

    def _run(self, sides: Sides) -> Reading:
        """One turn by itself: a batch shares the scale of its 8-bit activations, so that company would change a verdict."""
        ids, mask, own, spans = token_rows(self._words, [sides])
        logits, shares, vectors = self._session.run(None, {"ids": ids, "mask": mask, "own": own})
        return Reading(logits[0], shares[0][own[0] == 1], spans[0], vectors[0])


@cache
def turn_reader() -> TurnReader:
    """The one reader of this process; loading it takes about 0.3 s."""
    return TurnReader()
