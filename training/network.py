"""The network: a small BERT encoder over a turn in its context, and one linear layer over the turn's own tokens."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from base_encoder import BaseEncoder


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.attention_out = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.feed_in = nn.Linear(hidden, feed_forward)
        self.feed_out = nn.Linear(feed_forward, hidden)
        self.out_norm = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = x.shape

        def split(y: torch.Tensor) -> torch.Tensor:
            return y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / (hidden // self.heads) ** 0.5 + bias
        attended = (scores.softmax(-1) @ split(self.value(x))).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.attention_out(attended))
        return self.out_norm(x + self.feed_out(nn.functional.gelu(self.feed_in(x))))


class TurnReader(nn.Module):
    """`ids`, `mask` (1 = a token), `own` (1 = a token of the turn itself): (batch, length) -> logits, vectors.

    `vectors` are the mean of the turn's own tokens; the logits are made from them and from the first token.
    """

    def __init__(self, *, hidden: int, heads: int, feed_forward: int, layers: int, positions: int, vocabulary: int,
                 epsilon: float, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.positions = nn.Embedding(positions, hidden)
        self.own = nn.Embedding(2, hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)
        self.layers = nn.ModuleList(Layer(hidden, heads, feed_forward, epsilon) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * hidden, outputs)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, own: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.own(own)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        weights = own[:, :, None].to(x.dtype)
        vectors = (x * weights).sum(1) / weights.sum(1).clamp(min=1)
        return self.head(self.dropout(torch.cat([x[:, 0], vectors], dim=1))), vectors

    def features(self, ids: torch.Tensor, mask: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
        """What the head is given: the first token and the mean of the turn's own, (batch, 2 x hidden)."""
        head, self.head = self.head, nn.Identity()
        try:
            return self.forward(ids, mask, own)[0]
        finally:
            self.head = head


def load(folder: Path) -> tuple[TurnReader, Tokenizer]:
    """A network that `train.py` wrote to `folder`, and its words."""
    network = TurnReader(**json.loads((folder / "shape.json").read_text()))
    network.load_state_dict(torch.load(folder / "network.pt"))
    return network, Tokenizer.from_file(str(folder / "tokenizer.json"))


def from_base(base: BaseEncoder, kept: list[int], shape: dict) -> TurnReader:
    """The base encoder's weights with the pieces `kept`; the head is new."""
    network = TurnReader(**shape)
    positions = shape["positions"]
    get = lambda name, *shape: torch.from_numpy(base.tensors[name]).view(*shape) if shape else torch.from_numpy(base.tensors[name])
    h, f = base.hidden, base.feed_forward
    with torch.no_grad():
        network.words.weight.copy_(get("emb.word", -1, h)[kept])
        network.positions.weight.copy_(get("emb.pos", -1, h)[:positions])
        network.own.weight.copy_(get("emb.type", -1, h)[:1].expand(2, h))
        network.norm.weight.copy_(get("emb.ln.w"))
        network.norm.bias.copy_(get("emb.ln.b"))
        for i, layer in enumerate(network.layers):
            for module, name, out, into in (
                (layer.query, "q", h, h), (layer.key, "k", h, h), (layer.value, "v", h, h), (layer.attention_out, "ao", h, h),
                (layer.feed_in, "fi", f, h), (layer.feed_out, "fo", h, f),
            ):  # fmt: skip
                module.weight.copy_(get(f"l{i}.{name}.w", out, into))
                module.bias.copy_(get(f"l{i}.{name}.b"))
            for module, name in ((layer.attention_norm, "aln"), (layer.out_norm, "oln")):
                module.weight.copy_(get(f"l{i}.{name}.w"))
                module.bias.copy_(get(f"l{i}.{name}.b"))
    return network
