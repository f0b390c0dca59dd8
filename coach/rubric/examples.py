"""The meaning layer of a rubric's own examples: what is near to them, and nearer than everyday talk is.

The vectors of sentences come from outside (the network's, `coach/rubric/meaning/`), so that this can be tried without it.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coach.errors import UserError
from coach.files import write_private
from coach.rubric.format import Sentences, TaughtMark
from coach.rubric.plain import plain
from coach.rubric.votes import Vote

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import numpy as np

Vectors = Callable[[Sequence[str]], "np.ndarray"]  # plain texts -> float32 of shape (texts, d)

_VERSION = 2  # goes up when the same sentences come to another classifier
_STRENGTH = 5.0  # inverse of the regularisation; chosen on five marks of three examples and 400 turns, none in a test
_FOLDS = 5
_EVERYDAY = 0.95  # everyday talk reaches as far as this quantile of its scores; what lies beyond may be a twin of an example
_BORDER = 0.4  # where "yes" starts, on the way from there to the examples
_NEVER = -20.0


@dataclass(frozen=True, slots=True)
class ExampleClassifier:
    """Probability = sigmoid(weights · vector + bias): 0.5 at the border, (n + 1) / (n + 2) at n examples themselves.

    By that rule of succession three examples can make nobody surer than 0.8, and thirty 0.97.
    """

    weights: np.ndarray
    bias: float

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """0-1 for each row of float32 (n, d); shape (n,)."""
        import numpy as np

        return 1 / (1 + np.exp(-np.clip(vectors @ self.weights + self.bias, -30, 30)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What the examples of a mark came to: what is like them, and what is like its counter-examples; None without any."""

    mark: str
    like: ExampleClassifier | None
    unlike: ExampleClassifier | None

    def votes(self, vectors: np.ndarray, quotes: Sequence[str]) -> list[Vote | None]:
        """A vote for each turn by its vector; None where it is near to neither. `quotes` are quoted where it is present."""
        present = _probabilities(self.like, vectors)
        absent = _probabilities(self.unlike, vectors)
        return [_vote(self.mark, yes, no, quote) for yes, no, quote in zip(present, absent, quotes, strict=True)]


def learn(
    taught: TaughtMark, *, vectors: Vectors, network: str, folder: Path, shipped: Traversable | None = None
) -> Learnt | None:
    """What the mark's examples and counter-examples teach; None without any.

    `network` is the SHA-256 of what makes the vectors. What was learnt before from the same sentences is read from
    `shipped` or `folder`, and `vectors` is then not called; `folder` must be there.
    """
    examples, counter_examples = _all(taught.examples), _all(taught.counter_examples)
    if not examples and not counter_examples:
        return None
    places = (*((shipped,) if shipped else ()), folder)

    def classifier(wanted: tuple[str, ...], others: tuple[str, ...]) -> ExampleClassifier | None:
        return _kept(wanted, others, vectors=vectors, network=network, places=places) if wanted else None

    return Learnt(
        mark=taught.id,
        like=classifier(examples, counter_examples),
        unlike=classifier(counter_examples, examples),
    )


def fit(wanted: np.ndarray, others: np.ndarray, everyday: np.ndarray) -> ExampleClassifier:
    """A classifier from vectors, each of shape (n, d): those to be like, those to be unlike (perhaps none), everyday talk.

    Where everyday talk ends is measured on sentences that were left out. What of it lies beyond the border is a twin of
    the examples, and is left out of the final fit.
    """
    import numpy as np

    scale = _Scale.of(everyday)
    wanted, others, everyday = (scale.of_vectors(vectors) for vectors in (wanted, others, everyday))
    left_out = np.empty(len(everyday))
    for fold in range(_FOLDS):
        held = np.arange(len(everyday)) % _FOLDS == fold
        weights, bias = _logistic(wanted, others, everyday[~held])
        left_out[held] = everyday[held] @ weights + bias
    weights, bias = _logistic(wanted, others, everyday)
    border = _border(wanted @ weights + bias, left_out)
    weights, bias = _logistic(wanted, others, everyday[left_out <= border])
    at_examples = float(np.mean(wanted @ weights + bias))
    border = _border(wanted @ weights + bias, left_out)
    if at_examples - border < 1e-3:  # the examples are nothing but everyday talk
        return ExampleClassifier(np.zeros_like(weights), _NEVER)
    slope = math.log(len(wanted) + 1) / (at_examples - border)  # the logit of (n + 1) / (n + 2)
    return scale.undone(ExampleClassifier(weights * slope, (bias - border) * slope))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Each dimension with mean 0 and deviation 1 in everyday talk."""

    mean: np.ndarray
    deviation: np.ndarray

    @classmethod
    def of(cls, vectors: np.ndarray) -> _Scale:
        return cls(vectors.mean(axis=0), vectors.std(axis=0) + 1e-6)

    def of_vectors(self, vectors: np.ndarray) -> np.ndarray:
        return (vectors - self.mean) / self.deviation

    def undone(self, classifier: ExampleClassifier) -> ExampleClassifier:
        """The same classifier for vectors that are not scaled."""
        weights = classifier.weights / self.deviation
        return ExampleClassifier(weights, classifier.bias - float(self.mean @ weights))


def _logistic(wanted: np.ndarray, others: np.ndarray, everyday: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias; yes and no weigh the same, and within no the counter-examples as much as all everyday talk."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    groups = [(wanted, 1, 0.5), (others, 0, 0.25 if len(everyday) else 0.5), (everyday, 0, 0.25 if len(others) else 0.5)]
    groups = [(vectors, answer, weight) for vectors, answer, weight in groups if len(vectors)]
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(
        np.concatenate([vectors for vectors, _, _ in groups]),
        np.concatenate([np.full(len(vectors), answer) for vectors, answer, _ in groups]),
        sample_weight=np.concatenate([np.full(len(vectors), weight / len(vectors)) for vectors, _, weight in groups]),
    )
    return model.coef_[0], float(model.intercept_[0])


def _border(examples: np.ndarray, everyday: np.ndarray) -> float:
    """The score from which on a sentence counts as like the examples."""
    import numpy as np

    reach = float(np.quantile(everyday, _EVERYDAY))
    return reach + _BORDER * (float(np.mean(examples)) - reach)


def _kept(
    wanted: tuple[str, ...],
    others: tuple[str, ...],
    *,
    vectors: Vectors,
    network: str,
    places: Sequence[Traversable],
) -> ExampleClassifier:
    """The classifier as it was kept in one of the places, else fitted and kept in the last."""
    import numpy as np

    name = _name(network, wanted, others, everyday_talk())
    numbers = _read(places, name)
    if numbers is not None and numbers.ndim == 1 and len(numbers) > 1:
        return ExampleClassifier(numbers[:-1], float(numbers[-1]))
    from threadpoolctl import threadpool_limits

    everyday = _everyday_vectors(vectors, network, places)
    own = vectors([*wanted, *others])
    with threadpool_limits(limits=1):  # so small a task only waits for a second thread
        classifier = fit(*(part.astype(np.float64) for part in (own[: len(wanted)], own[len(wanted) :], everyday)))
    _write(places[-1], name, np.append(classifier.weights, classifier.bias))
    return classifier


def _everyday_vectors(vectors: Vectors, network: str, places: Sequence[Traversable]) -> np.ndarray:
    """Those of `everyday_talk`, the same for every mark: kept on disk too, since reading it takes seconds."""
    name = _name(network, everyday_talk())
    kept = _read(places, name)
    if kept is not None and kept.ndim == 2 and len(kept) == len(everyday_talk()):
        return kept
    made = vectors(everyday_talk())
    _write(places[-1], name, made)
    return made


def _name(*made_from: object) -> str:
    return f"{hashlib.sha256(msgspec.json.encode((_VERSION, *made_from))).hexdigest()}.npy"


def _read(places: Sequence[Traversable], name: str) -> np.ndarray | None:
    """The numbers in the first file of that name; None when none is there and whole, and then they are made anew."""
    import numpy as np

    for place in places:
        with suppress(OSError, ValueError, EOFError):
            numbers = np.load(io.BytesIO(place.joinpath(name).read_bytes()), allow_pickle=False)
            if numbers.dtype in (np.float32, np.float64) and np.isfinite(numbers).all():
                return numbers
    return None


def _write(folder: Traversable, name: str, numbers: np.ndarray) -> None:
    import numpy as np

    file = io.BytesIO()
    np.save(file, numbers, allow_pickle=False)
    with suppress(UserError):  # a full disk only costs the time to make them again
        write_private(Path(str(folder), name), file.getvalue())


@cache
def everyday_talk() -> tuple[str, ...]:
    """Neutral sentences of both languages, as plain text (`rubrics/background/`)."""
    folder = files("rubrics").joinpath("background")
    lines = [
        line for name in ("zh.txt", "en.txt") for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    ]
    return tuple(plain(line).text for line in lines if line and not line.startswith("#"))


def _all(sentences: Sentences) -> tuple[str, ...]:
    """Those of both languages as plain text, each once."""
    return tuple(dict.fromkeys(plain(sentence).text for sentence in (*sentences.zh, *sentences.en)))


def _probabilities(classifier: ExampleClassifier | None, vectors: np.ndarray) -> list[float]:
    return classifier.probabilities(vectors).tolist() if classifier else [0.0] * len(vectors)


def _vote(mark: str, present: float, absent: float, quote: str) -> Vote | None:
    if max(present, absent) < 0.5:
        return None
    if present >= absent:
        return Vote(mark=mark, layer="meaning", present=True, certainty=present, quote=quote)
    return Vote(mark=mark, layer="meaning", present=False, certainty=absent, quote="")
