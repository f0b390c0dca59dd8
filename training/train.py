"""Train the turn reader on the corpus; `python training/train.py --help`. Needs training/requirements.txt (torch)."""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from base_encoder import base_encoder
from corpus import OUTPUTS, Example, examples, read_corpus, read_everyday
from network import TurnReader, from_base, load
from noise import Recogniser
from vocabulary import kept_pieces, tokenizer

from coach.rubric.meaning.tokens import Sides, token_rows
from coach.rubric.plain import plain

POSITIONS = 192
UNKNOWN = 3
SEED = 20261126
MISHEARD = 0.3  # share of training turns heard by the noisy recogniser
HIDDEN = 0.08  # share of tokens replaced by <unk>: cheaper than dropout inside the layers, and as good against learning by heart
WITHOUT_CONTEXT = 0.25  # share of training turns without what was said before
PLAIN = ("i", "j", "k", "p")  # batches of the usual phrases and the shortest turns: most of what a rep says all day


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--rep-turns", type=int, help="train on about so many rep turns in each language (learning curve)")
    parser.add_argument("--plain-times", type=int, default=1, metavar="N", help="draw the short and plain batches N times an epoch")
    parser.add_argument("--everyday-times", type=int, default=0, metavar="N", help="draw everyday talk without cards (corpus/everyday) N times an epoch")
    parser.add_argument("--seed", type=int, default=SEED, help="of the order of the examples")
    parser.add_argument("--start-from", type=Path, metavar="TRAINED", help="go on from a network trained before, on the same vocabulary")
    arguments = parser.parse_args()

    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)
    dialogues = read_corpus()
    train = [d for d in dialogues if d.split == "train"]
    if arguments.rep_turns:
        chance.shuffle(train)
        kept, count = [], {"zh": 0, "en": 0}
        for dialogue in train:
            if count[dialogue.language] < arguments.rep_turns:
                count[dialogue.language] += sum(turn.role == "rep" for turn in dialogue.turns)
                kept.append(dialogue)
        train = kept
    train += [d for d in train if d.id.split("-")[1] in PLAIN] * (arguments.plain_times - 1)
    train += read_everyday() * arguments.everyday_times
    training = list(examples(train))
    dev = list(examples([d for d in dialogues if d.split == "dev"]))
    texts = [plain(turn.text).text for d in dialogues for turn in d.turns]

    if arguments.start_from:
        network, words = load(arguments.start_from)
        shape = json.loads((arguments.start_from / "shape.json").read_text())
    else:
        base = base_encoder()
        pieces = kept_pieces(base, texts)
        words = tokenizer(base, pieces)
        shape = {
            "hidden": base.hidden, "heads": base.heads, "feed_forward": base.feed_forward, "layers": base.layers,
            "positions": POSITIONS, "vocabulary": len(pieces), "epsilon": base.epsilon, "outputs": len(OUTPUTS),
        }  # fmt: skip
        network = from_base(base, pieces, shape)
        start_head(network, words, training, chance)
    print(f"{len(training)} training turns, {len(dev)} dev turns, {shape['vocabulary']} pieces", flush=True)
    recogniser = Recogniser(texts)
    fit(network, words, training, dev, recogniser, chance, epochs=arguments.epochs, batch=arguments.batch, rate=arguments.rate)

    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), arguments.out / "network.pt")
    words.save(str(arguments.out / "tokenizer.json"))
    (arguments.out / "shape.json").write_text(json.dumps(shape))


def start_head(network: TurnReader, words: Tokenizer, training: list[Example], chance: random.Random) -> None:
    """Fit the head alone first, on standardised features (linear probing, then fine-tuning: Kumar et al. 2022)."""
    sample = sorted(chance.sample(training, min(6000, len(training))), key=lambda turn: len(turn.text) + len(turn.asked))
    network.eval()
    rows = []
    with torch.no_grad():
        for start in range(0, len(sample), 64):
            ids, mask, own = rows_of(words, [_seen(t) for t in sample[start : start + 64]])
            with torch.autocast("cpu", torch.bfloat16):
                rows.append(network.features(ids, mask, own).float())
    features = torch.cat(rows)
    targets = torch.tensor([turn.targets for turn in sample], dtype=torch.float32)
    counted = torch.tensor([turn.counted for turn in sample], dtype=torch.float32)
    mean, spread = features.mean(0), features.std(0) + 1e-6
    scaled = (features - mean) / spread
    probe = torch.nn.Linear(features.shape[1], targets.shape[1])
    optimiser = torch.optim.Adam(probe.parameters(), lr=3e-3, weight_decay=1e-3)
    for _ in range(300):
        losses = torch.nn.functional.binary_cross_entropy_with_logits(probe(scaled), targets, reduction="none")
        optimiser.zero_grad()
        ((losses * counted).sum() / counted.sum()).backward()
        optimiser.step()
    with torch.no_grad():
        network.head.weight.copy_(probe.weight / spread)
        network.head.bias.copy_(probe.bias - (probe.weight / spread) @ mean)


def fit(network: TurnReader, words: Tokenizer, training: list[Example], dev: Sequence[Example], recogniser: Recogniser,
        chance: random.Random, *, epochs: int, batch: int, rate: float) -> None:
    """Train in place: AdamW, warm-up and linear decay, binary cross-entropy over the counted cells."""
    network.words.weight.requires_grad_(False)  # most pieces are too rare here to learn from; it halves the cost
    head = [p for n, p in network.named_parameters() if n.startswith("head")]
    body = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("head")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": head, "lr": 3 * rate}], weight_decay=0.01, fused=True)
    steps = epochs * math.ceil(len(training) / batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(s / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps))))
    started = time.monotonic()
    for epoch in range(epochs):
        network.train()
        order = chance.sample(range(len(training)), len(training))
        order = _by_length_in_chunks(order, training, batch, chance)
        total = 0.0
        for group in order:
            turns = [training[i] for i in group]
            sides = [_seen_in_training(turn, recogniser, chance) for turn in turns]
            loss = _loss(network, words, sides, turns)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        scores = f1_by_output(predict(network, words, dev), dev)
        print(f"epoch {epoch + 1}: loss {total / len(order):.4f}, {time.monotonic() - started:.0f} s, dev F1 "
              + " ".join(f"{name} {score:.2f}" for name, score in scores.items()), flush=True)


def _by_length_in_chunks(order: list[int], training: Sequence[Example], batch: int, chance: random.Random) -> list[list[int]]:
    """Batches of turns of like length, in random order: less padding."""
    batches = []
    for start in range(0, len(order), batch * 20):
        chunk = sorted(order[start : start + batch * 20], key=lambda i: len(training[i].text) + len(training[i].asked))
        batches += [chunk[i : i + batch] for i in range(0, len(chunk), batch)]
    chance.shuffle(batches)
    return batches


def rows_of(words: Tokenizer, sides: Sequence[Sides]) -> tuple[torch.Tensor, ...]:
    return tuple(torch.from_numpy(each) for each in token_rows(words, sides)[:3])


def _seen(turn: Example) -> Sides:
    return Sides(turn.role, plain(turn.before).text, plain(turn.asked).text, plain(turn.text).text)


def _seen_in_training(turn: Example, recogniser: Recogniser, chance: random.Random) -> Sides:
    before, asked, text = (plain(each).text for each in (turn.before, turn.asked, turn.text))
    if chance.random() < MISHEARD:
        before, asked, text = (recogniser.hear(each, turn.language, chance) for each in (before, asked, text))
    if chance.random() < WITHOUT_CONTEXT:
        before = asked = ""
    return Sides(turn.role, before, asked, text)


def _loss(network: TurnReader, words: Tokenizer, sides: Sequence[Sides], turns: Sequence[Example]) -> torch.Tensor:
    ids, mask, own = rows_of(words, sides)
    ids = torch.where((torch.rand(ids.shape) < HIDDEN) & (ids > UNKNOWN), UNKNOWN, ids)
    targets = torch.tensor([turn.targets for turn in turns], dtype=torch.float32)
    counted = torch.tensor([turn.counted for turn in turns], dtype=torch.float32)
    with torch.autocast("cpu", torch.bfloat16):
        logits, _ = network(ids, mask, own)
    losses = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), targets, reduction="none")
    return (losses * counted).sum() / counted.sum() * 4


@torch.no_grad()
def predict(network: TurnReader, words: Tokenizer, turns: Sequence[Example]) -> np.ndarray:
    """Probabilities, float32 of shape (turns, outputs)."""
    network.eval()
    found = np.zeros((len(turns), len(OUTPUTS)), np.float32)
    order = sorted(range(len(turns)), key=lambda i: len(turns[i].text) + len(turns[i].asked))
    for start in range(0, len(order), 64):
        rows = order[start : start + 64]
        sides = [_seen(turns[i]) for i in rows]
        with torch.autocast("cpu", torch.bfloat16):
            logits, _ = network(*rows_of(words, sides))
        found[rows] = logits.float().sigmoid().numpy()
    return found


def f1_by_output(found: np.ndarray, turns: Sequence[Example], threshold: float = 0.5) -> dict[str, float]:
    targets, counted = np.array([t.targets for t in turns]), np.array([t.counted for t in turns])
    got = (found >= threshold) & counted
    hits = (got & targets).sum(0)
    return {name: float(2 * hits[i] / max(1, got[:, i].sum() + (targets & counted)[:, i].sum())) for i, name in enumerate(OUTPUTS)}


if __name__ == "__main__":
    main()
