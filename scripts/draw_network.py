"""Draws the network that `pump_navigator/network.py` computes, without its weights: python scripts/draw_network.py

Attention, the two skipping norms and the activation are ONNX Runtime's own, which are faster than their parts.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import TensorProto, helper

_OWN = "com.microsoft"
_WIDTH, _WIDE, _LAYERS, _HEADS = 384, 1536, 6, 12
_MIDDLE = 4  # so many layers until the wording is read; docs/understanding.md shows what it adds
_EPSILON = 1e-12
_OPSET, _OWN_OPSET, _FORMAT = 17, 1, 8
_TARGET = Path(__file__).resolve().parent.parent / "pump_navigator" / "network.onnx"


class _Drawing:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, *shape: int) -> str:
        """A weight that the session is given."""
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="given")
        self.weights.append(tensor)
        return name

    def dense(self, name: str, inputs: int, outputs: int) -> tuple[str, str]:
        return self.weight(f"{name}.weight", inputs, outputs), self.weight(f"{name}.bias", outputs)

    def norm(self, name: str) -> tuple[str, str]:
        return self.weight(f"{name}.weight", _WIDTH), self.weight(f"{name}.bias", _WIDTH)

    def node(self, kind: str, inputs: list[str], output: str, domain: str = _OWN, **settings: float) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **settings))
        return output

    def layer(self, number: int, x: str) -> str:
        """One layer of BERT: attention, then two products with the activation between them."""
        name, to = f"encoder.layer.{number}", f"layer{number + 1}"
        inputs = [x, *self.dense(f"{name}.attention", _WIDTH, 3 * _WIDTH), "seen"]
        mixed = self.node("Attention", inputs, f"{to}.mixed", num_heads=_HEADS)
        x = self._added(f"{name}.attention.output", mixed, x, _WIDTH, f"{to}.attended")
        weight, bias = self.dense(f"{name}.intermediate.dense", _WIDTH, _WIDE)
        wide = self.node("MatMul", [x, weight], f"{to}.widened", domain="")
        wide = self.node("BiasGelu", [wide, bias], f"{to}.active")
        return self._added(f"{name}.output", wide, x, _WIDE, to)

    def _added(self, name: str, x: str, skipped: str, width: int, to: str) -> str:
        weight, bias = self.dense(f"{name}.dense", width, _WIDTH)
        product = self.node("MatMul", [x, weight], f"{to}.product", domain="")
        inputs = [product, skipped, *self.norm(f"{name}.LayerNorm"), bias]
        return self.node("SkipLayerNormalization", inputs, to, epsilon=_EPSILON)


def drawn() -> bytes:
    """The file's content."""
    drawing = _Drawing()
    norm = drawing.norm("embeddings.LayerNorm")
    x = drawing.node("LayerNormalization", ["tokens", *norm], "layer0", domain="", axis=-1, epsilon=_EPSILON)
    for number in range(_LAYERS):
        x = drawing.layer(number, x)
    shape = [1, "tokens", _WIDTH]
    graph = helper.make_graph(
        drawing.nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info("tokens", TensorProto.FLOAT, shape),
            helper.make_tensor_value_info("seen", TensorProto.INT32, [1, "tokens", "tokens"]),
        ],
        [helper.make_tensor_value_info(f"layer{number}", TensorProto.FLOAT, shape) for number in (_MIDDLE, _LAYERS)],
        drawing.weights,
    )
    operators = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_OWN, _OWN_OPSET)]
    model = helper.make_model(graph, opset_imports=operators, ir_version=_FORMAT, producer_name="draw_network.py")
    return bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    _TARGET.write_bytes(drawn())
