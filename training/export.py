"""Make the file that the program reads from a trained network: ONNX in 8 bits, the tokenizer, thresholds and calibration.

    python training/export.py TRAINED coach/rubric/meaning/data

Weights of the matrix products become int8 by ONNX Runtime's dynamic quantisation, a scale for each output channel; the word
vectors int8 with a scale for each word.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import torch
from torch import nn

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from network import TurnReader, load


# Training pulls the last layers onto the labels. For a rubric's own examples the sixth tells meanings apart better: as many
# paraphrases found (77 %), and 0.3 instead of 0.75 % of everyday turns taken for them.
VECTOR_LAYER = 6


class Exported(nn.Module):
    """The network with its word vectors in 8 bits, and what each of the turn's tokens adds to each logit."""

    def __init__(self, network: TurnReader) -> None:
        super().__init__()
        self.network = network
        scale = network.words.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", (network.words.weight.detach() / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, own: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        network = self.network
        x = self.words[ids].to(self.scale.dtype) * self.scale[ids]
        x = network.norm(x + network.positions(torch.arange(ids.shape[1])) + network.own(own))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        weights = own[:, :, None].to(x.dtype)
        own_mean = lambda y: (y * weights).sum(1) / weights.sum(1).clamp(min=1)
        for i, layer in enumerate(network.layers, start=1):
            x = layer(x, bias)
            if i == VECTOR_LAYER:
                vectors = own_mean(x)
        logits = network.head(torch.cat([x[:, 0], own_mean(x)], dim=1))
        shares = x @ network.head.weight[:, x.shape[2] :].T
        return logits, shares, vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    network, _ = load(arguments.trained)
    arguments.target.mkdir(parents=True, exist_ok=True)
    export(network, arguments.target / "turns.onnx")
    shutil.copy(arguments.trained / "tokenizer.json", arguments.target / "tokenizer.json")


def export(network: TurnReader, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    sample = torch.full((2, 12), 5)
    ones = torch.ones_like(sample)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Exported(network), (sample, ones, ones), str(whole), dynamo=False, opset_version=17,
            input_names=["ids", "mask", "own"], output_names=["logits", "shares", "vectors"],
            dynamic_axes={name: {0: "turn", 1: "token"} for name in ("ids", "mask", "own", "shares")} | {"logits": {0: "turn"}, "vectors": {0: "turn"}},
        )  # fmt: skip
        quantize_dynamic(whole, target, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)


if __name__ == "__main__":
    main()
