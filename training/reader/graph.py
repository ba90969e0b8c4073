"""The encoder as an ONNX graph, with the weights of its matrices in one of several forms.

The word embeddings stay outside (`embeddings`): the graph takes their rows, so the file holds them as the 4-bit blocks
that they are, and no row is computed for a piece that does not occur. Inputs: `words` (windows, subwords, width) and
`real` (windows, subwords; 0 at padding). Output: `states` (windows, subwords, width).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from training.reader.encoder import Encoder

Matrix = NDArray[np.float32]

CONTRIBUTED = "com.microsoft"
"""The operator domain of ONNX Runtime's own kernels."""
OPSET = 20
IR_VERSION = 10
BLOCK = 32
"""Weights that share a scale in the blocked forms."""
WEIGHT_STEPS = {8: 127, 7: 63}
"""Steps on each side of zero for weights of 8 and 7 bits."""


class Form(StrEnum):
    """How a matrix is multiplied."""

    FLOAT = "float"
    """fp32."""
    DYNAMIC = "dynamic"
    """8-bit weights; activations in 8 bits over the range of the whole call: rows depend on their neighbours."""
    STATIC = "static"
    """8-bit weights; activations in 8 bits over a range measured beforehand."""
    ROWS = "rows"
    """8-bit weights; activations in 8 bits over the range of each subword's own row."""
    BLOCKS8 = "blocks8"
    """8-bit weights in blocks; activations in 8 bits over each row's own blocks."""
    BLOCKS4 = "blocks4"
    """4-bit weights in blocks; activations as above."""


class Builder:
    """Collects nodes and weights; each method adds an operation and returns the name of its result."""

    def __init__(self, form: Form, ranges: dict[str, tuple[float, float]], weight_bits: int) -> None:
        self.form, self.ranges, self.steps = form, ranges, WEIGHT_STEPS[weight_bits]
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.multiplied: dict[str, str] = {}

    def constant(self, name: str, values: NDArray[np.generic] | np.generic) -> str:
        """Add a weight."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def op(self, kind: str, inputs: list[str], name: str, *, domain: str = "", **attributes: Any) -> str:
        """Add a node with one result."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **attributes))
        return name

    def split(self, states: str, name: str, parts: int) -> list[str]:
        """Cut the last dimension into equal parts."""
        names = [f"{name}.{part}" for part in range(parts)]
        self.nodes.append(helper.make_node("Split", [states], names, name, axis=-1, num_outputs=parts))
        return names

    def norm(self, states: str, name: str, weight: Matrix, bias: Matrix, epsilon: float) -> str:
        """Add a layer normalisation."""
        inputs = [states, self.constant(name + ".w", weight), self.constant(name + ".b", bias)]
        return self.op("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)

    def linear(self, states: str, name: str, weight: Matrix, bias: Matrix) -> str:
        """Add `states @ weight.T + bias` in the form of the graph."""
        self.multiplied[name] = states
        self.constant(name + ".bias", bias)
        return _LINEAR[self.form](self, states, name, weight)

    def weight_in_8_bits(self, name: str, weight: Matrix) -> tuple[str, str, str]:
        """Add a matrix (inputs, outputs) with a scale for each output; return matrix, scales and zero points."""
        scales = (np.abs(weight).max(1) / self.steps).astype(np.float32)
        values = np.rint(weight / scales[:, None]).astype(np.int8)
        zeros = self.constant(name + ".zero", np.zeros(len(scales), np.int8))
        return self.constant(name + ".w", values.T), self.constant(name + ".scale", scales), zeros


def _float(b: Builder, states: str, name: str, weight: Matrix) -> str:
    product = b.op("MatMul", [states, b.constant(name + ".w", weight.T)], name + ".product")
    return b.op("Add", [product, name + ".bias"], name)


def _dynamic(b: Builder, states: str, name: str, weight: Matrix) -> str:
    matrix, scales, zeros = b.weight_in_8_bits(name, weight)
    inputs = [states, matrix, scales, zeros, name + ".bias"]
    return b.op("DynamicQuantizeMatMul", inputs, name, domain=CONTRIBUTED)


def _static(b: Builder, states: str, name: str, weight: Matrix) -> str:
    low, high = b.ranges[name]
    scale = np.float32((high - low) / 255)
    step, zero = b.constant(name + ".step", scale), b.constant(name + ".from", np.uint8(np.rint(-low / scale)))
    matrix, scales, zeros = b.weight_in_8_bits(name, weight)
    rounded = b.op("QuantizeLinear", [states, step, zero], name + ".rounded")
    inputs = [rounded, matrix, step, scales, zero, zeros, name + ".bias"]
    return b.op("MatMulIntegerToFloat", inputs, name, domain=CONTRIBUTED)


def _rows(b: Builder, states: str, name: str, weight: Matrix) -> str:
    size = b.op(
        "ReduceMax", [b.op("Abs", [states], name + ".abs"), b.constant(name + ".axis", np.array([-1]))], name + ".max"
    )
    relative = b.op("Div", [states, size], name + ".relative")
    step = b.constant(name + ".step", np.float32(1 / 127))
    zero = b.constant(name + ".from", np.uint8(128))
    matrix, scales, zeros = b.weight_in_8_bits(name, weight)
    rounded = b.op("QuantizeLinear", [relative, step, zero], name + ".rounded")
    inputs = [rounded, matrix, step, scales, zero, zeros]
    product = b.op("MatMulIntegerToFloat", inputs, name + ".product", domain=CONTRIBUTED)
    return b.op("Add", [b.op("Mul", [product, size], name + ".scaled"), name + ".bias"], name)


def _blocks(bits: int) -> Callable[[Builder, str, str, Matrix], str]:
    def blocks(b: Builder, states: str, name: str, weight: Matrix) -> str:
        outputs, inputs = weight.shape
        parts = weight.reshape(outputs, inputs // BLOCK, BLOCK)
        peaks = np.take_along_axis(parts, np.abs(parts).argmax(-1)[..., None], -1)
        middle = 1 << (bits - 1)
        scales = np.where(peaks == 0, 1, peaks / -middle).astype(np.float32)
        values = np.clip(np.rint(parts / scales) + middle, 0, 2 * middle - 1).astype(np.uint8)
        packed = values if bits == 8 else values[..., ::2] | values[..., 1::2] << 4
        given = [
            states,
            b.constant(name + ".w", packed),
            b.constant(name + ".scale", scales.reshape(-1)),
            "",
            "",
            name + ".bias",
        ]
        return b.op(
            "MatMulNBits",
            given,
            name,
            domain=CONTRIBUTED,
            K=inputs,
            N=outputs,
            bits=bits,
            block_size=BLOCK,
            accuracy_level=4,
        )

    return blocks


_LINEAR: dict[Form, Callable[[Builder, str, str, Matrix], str]] = {
    Form.FLOAT: _float,
    Form.DYNAMIC: _dynamic,
    Form.STATIC: _static,
    Form.ROWS: _rows,
    Form.BLOCKS8: _blocks(8),
    Form.BLOCKS4: _blocks(4),
}


def graph_of(
    encoder: Encoder, form: Form, ranges: dict[str, tuple[float, float]] | None = None, weight_bits: int = 8
) -> tuple[onnx.ModelProto, dict[str, str]]:
    """Return the graph, and for each matrix by name the tensor it multiplies.

    `ranges` gives the lowest and highest value of that tensor and is needed for `Form.STATIC`.
    """
    b, shape = Builder(form, ranges or {}, weight_bits), encoder.shape
    w = {
        name: value.detach().float().cpu().numpy()
        for name, value in encoder.state_dict().items()
        if name != "word.weight"
    }
    length = b.op("Slice", [b.op("Shape", ["real"], "shape"), *_bounds(b)], "length")
    first = b.constant("first", np.array([0]))
    rows = [b.constant("position", w["position.weight"]), first, length, b.constant("axis", np.array([0]))]
    states = b.op("Add", ["words", b.op("Slice", rows, "positions")], "embedded")
    states = b.norm(states, "norm", w["norm.weight"], w["norm.bias"], shape.epsilon)
    for i in range(len(encoder.layers)):
        states = _layer(b, states, f"l{i}", {k.removeprefix(f"layers.{i}."): v for k, v in w.items()}, encoder)
    b.nodes[-1].output[0] = "states"
    size: list[str | int | None] = ["windows", "subwords", shape.width]
    given = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, size),
        helper.make_tensor_value_info("real", TensorProto.INT32, size[:2]),
    ]
    result = [helper.make_tensor_value_info("states", TensorProto.FLOAT, size)]
    made = helper.make_graph(b.nodes, "encoder", given, result, b.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION), b.multiplied


def _bounds(b: Builder) -> tuple[str, str]:
    """Return the bounds of the second number of a shape."""
    return b.constant("one", np.array([1])), b.constant("two", np.array([2]))


def _layer(b: Builder, states: str, name: str, w: dict[str, Matrix], encoder: Encoder) -> str:
    shape, parts = encoder.shape, ("query", "key", "value")
    weight = np.concatenate([w[p + ".weight"] for p in parts])
    bias = np.concatenate([w[p + ".bias"] for p in parts])
    joined = b.linear(states, name + ".qkv", weight, bias)
    three = b.split(joined, name + ".part", 3)
    mixed = b.op("MultiHeadAttention", [*three, "", "real"], name + ".mixed", domain=CONTRIBUTED, num_heads=shape.heads)
    attended = b.linear(mixed, name + ".attended", w["attended.weight"], w["attended.bias"])
    states = b.op("Add", [states, attended], name + ".sum1")
    states = b.norm(states, name + ".norm1", w["attended_norm.weight"], w["attended_norm.bias"], shape.epsilon)
    inner = b.linear(states, name + ".inner", w["inner.weight"], w["inner.bias"])
    curved = b.op("Gelu", [inner], name + ".curved")
    outer = b.linear(curved, name + ".outer", w["outer.weight"], w["outer.bias"])
    states = b.op("Add", [states, outer], name + ".sum2")
    return b.norm(states, name + ".norm2", w["outer_norm.weight"], w["outer_norm.bias"], shape.epsilon)
