"""Draws the network that `pump_navigator/network.py` computes, without its weights: python scripts/draw_network.py

Attention, the two skipping norms, the activation and the product in eight bits are ONNX Runtime's own, which are
faster than their parts.
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
    def __init__(self, exact: bool) -> None:
        self._exact = exact
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, *shape: int, kind: int = TensorProto.FLOAT) -> str:
        """A weight that the session is given."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="given")
        self.weights.append(tensor)
        return name

    def norm(self, name: str) -> tuple[str, str]:
        return self.weight(f"{name}.weight", _WIDTH), self.weight(f"{name}.bias", _WIDTH)

    def node(self, kind: str, inputs: list[str], output: str, domain: str = _OWN, **settings: float) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **settings))
        return output

    def product(self, name: str, x: str, inputs: int, outputs: int, to: str) -> str:
        """`x` with a weight: evened out and in eight bits, or exactly."""
        weight = f"{name}.weight"
        if self._exact:
            return self.node("MatMul", [x, self.weight(weight, inputs, outputs)], to, domain="")
        evened = self.node("Mul", [x, self.weight(f"{weight}.even", inputs)], f"{to}.evened", domain="")
        eight_bits = [
            self.weight(weight, inputs, outputs, kind=TensorProto.UINT8),
            self.weight(f"{weight}.scale", outputs),
            self.weight(f"{weight}.zero", outputs, kind=TensorProto.UINT8),
        ]
        return self.node("DynamicQuantizeMatMul", [evened, *eight_bits], to)

    def layer(self, number: int, x: str) -> str:
        """One layer of BERT: attention, then two products with the activation between them."""
        name, to = f"encoder.layer.{number}", f"layer{number + 1}"
        asked = self.product(f"{name}.attention", x, _WIDTH, 3 * _WIDTH, f"{to}.asked")
        heads = [f"{to}.{part}" for part in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [asked], heads, name=f"{to}.heads", axis=-1))
        bias = self.weight(f"{name}.attention.bias", 3 * _WIDTH)
        mixed = self.node("MultiHeadAttention", [*heads, bias], f"{to}.mixed", num_heads=_HEADS)
        x = self._added(f"{name}.attention.output", mixed, x, _WIDTH, f"{to}.attended")
        wide = self.product(f"{name}.intermediate.dense", x, _WIDTH, _WIDE, f"{to}.widened")
        bias = self.weight(f"{name}.intermediate.dense.bias", _WIDE)
        wide = self.node("BiasGelu", [wide, bias], f"{to}.active")
        return self._added(f"{name}.output", wide, x, _WIDE, to)

    def _added(self, name: str, x: str, skipped: str, width: int, to: str) -> str:
        product = self.product(f"{name}.dense", x, width, _WIDTH, f"{to}.product")
        inputs = [product, skipped, *self.norm(f"{name}.LayerNorm"), self.weight(f"{name}.dense.bias", _WIDTH)]
        return self.node("SkipLayerNormalization", inputs, to, epsilon=_EPSILON)


def drawn(exact: bool = False) -> bytes:
    """The file's content; `exact`: as published, to compare with."""
    drawing = _Drawing(exact)
    norm = drawing.norm("embeddings.LayerNorm")
    x = drawing.node("LayerNormalization", ["tokens", *norm], "layer0", domain="", axis=-1, epsilon=_EPSILON)
    for number in range(_LAYERS):
        x = drawing.layer(number, x)
    shape = [1, "tokens", _WIDTH]
    graph = helper.make_graph(
        drawing.nodes,
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(f"layer{number}", TensorProto.FLOAT, shape) for number in (_MIDDLE, _LAYERS)],
        drawing.weights,
    )
    operators = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_OWN, _OWN_OPSET)]
    model = helper.make_model(graph, opset_imports=operators, ir_version=_FORMAT, producer_name="draw_network.py")
    return bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    _TARGET.write_bytes(drawn())
