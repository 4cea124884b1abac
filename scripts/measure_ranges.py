"""Measures what the network's products read, so that it can be evened out: python scripts/measure_ranges.py

Out: `pump_navigator/network_ranges.npz`, for each product how large each column of what it reads gets at most, over
a part of the examples in `data/nlu.yml`. It is done once for the published weights, not after each change of the data.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
from draw_network import drawn
from onnx import TensorProto, helper

from pump_navigator.embeddings import Encoder
from pump_navigator.network import RANGES, Network, Vectors, exact, session
from pump_navigator.published_weights import PublishedWeights, model_folder
from pump_navigator.understanding.examples import read_examples

_EVERY = 40
_PRODUCT = "MatMul"


def _read(texts: list[str]) -> Iterator[dict[str, Vectors]]:
    """For each text, what each product reads, by the name of the product's weight."""
    model = onnx.ModelProto.FromString(drawn(exact=True))
    products = {node.input[1]: node.input[0] for node in model.graph.node if node.op_type == _PRODUCT}
    shown = sorted(set(products.values()))
    del model.graph.output[:]
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in shown)
    network = session(
        model.SerializeToString(), dict(exact(PublishedWeights.verified(model_folder() / "model.safetensors")))
    )
    encoder = Encoder.load(exactly)
    for text in texts:
        read = dict(zip(shown, network.run(shown, {"tokens": encoder.tokens(text)[None]}), strict=True))
        yield {weight: read[name][0] for weight, name in products.items()}


def exactly(weights: PublishedWeights) -> Network:
    """The network with the weights as they are published."""
    return Network(drawn(exact=True), dict(exact(weights)))


def main() -> None:
    """Write the file."""
    largest: dict[str, Vectors] = {}
    for read in _read([text for _, text in read_examples()][::_EVERY]):
        for name, values in read.items():
            here = np.abs(values).max(axis=0)
            largest[name] = np.maximum(largest.get(name, here), here)
    np.savez_compressed(RANGES, **{name: values.astype(np.float16) for name, values in largest.items()})


if __name__ == "__main__":
    main()
