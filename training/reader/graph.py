"""Encoder and head as one ONNX graph, with the matrices in fp32 or in bytes.

The word embeddings stay outside: the graph takes their rows, so the file holds them as the 4-bit blocks that they are,
and no row is computed for a piece that does not occur. Input: `words` (1, subwords, width). Outputs: `scores` (1,
subwords, columns) and `states` (1, subwords, width). A call reads one window as long as its text: no padding, no mask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from training.reader.encoder import Encoder
from training.reader.rounding import STEPS, Matrix, Rounding, weight_bytes

from lagebild.reading.model.file import SATURATION

CONTRIBUTED = "com.microsoft"
"""The operator domain of ONNX Runtime's own kernels."""
GELU_LEAST = 0.17
"""GELU gives nothing below minus this."""
ROW_ZERO = 64
"""The byte that stands for 0 in a row of GELU's: a quarter of the bytes for its small negative values."""
OPSET = 20
IR_VERSION = 10


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear map: weight (outputs, inputs) and bias."""

    weight: Matrix
    bias: Matrix


@dataclass(frozen=True, slots=True)
class Graph:
    """A model; `multiplied` says for each matrix by name which tensor goes into it."""

    model: onnx.ModelProto
    multiplied: dict[str, str]
    matrices: dict[str, Linear]


class Builder:
    """Collects nodes and weights; each method adds an operation and returns the name of its result."""

    def __init__(self, roundings: Mapping[str, Rounding] | None) -> None:
        self.roundings = roundings
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.multiplied: dict[str, str] = {}
        self.matrices: dict[str, Linear] = {}

    def constant(self, name: str, values: NDArray[np.generic] | np.generic) -> str:
        """Add a weight."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values).reshape(np.shape(values)), name))
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

    def norm(self, states: str, name: str, weight: Matrix, bias: Matrix, epsilon: float, result: str = "") -> str:
        """Add a layer normalisation."""
        inputs = [states, self.constant(name + ".w", weight), self.constant(name + ".b", bias)]
        return self.op("LayerNormalization", inputs, result or name, axis=-1, epsilon=epsilon)

    def linear(self, states: str, name: str, linear: Linear, result: str = "") -> str:
        """Add `states @ weight.T + bias`, in bytes if there are roundings."""
        self.multiplied[name], self.matrices[name] = states, linear
        bias = self.constant(name + ".bias", linear.bias)
        if self.roundings is None:
            product = self.op("MatMul", [states, self.constant(name + ".w", linear.weight.T)], name + ".product")
            return self.op("Add", [product, bias], result or name)
        rounding = self.roundings[name]
        weight = linear.weight
        if rounding.channels is not None:
            states = self.op("Mul", [states, self.constant(name + ".even", 1 / rounding.channels)], name + ".evened")
            weight = weight * rounding.channels
        stored, scales = weight_bytes(weight)
        step, zero = self.constant(name + ".step", rounding.step), self.constant(name + ".zero", rounding.zero)
        rounded = self.op("QuantizeLinear", [states, step, zero], name + ".rounded")
        matrix, scale = self.constant(name + ".w", stored.T), self.constant(name + ".scale", scales)
        zeros = self.constant(name + ".zeros", np.zeros(len(scales), np.int8))
        inputs = [rounded, matrix, step, scale, zero, zeros, bias]
        return self.op("MatMulIntegerToFloat", inputs, result or name, domain=CONTRIBUTED)

    def linear_by_row(self, states: str, name: str, linear: Linear) -> str:
        """Add `states @ weight.T + bias`, in bytes over the range of each subword's own row if there are roundings.

        `states` are what GELU gave: some subwords' are forty times larger than others', and none is below GELU_LEAST.
        """
        if self.roundings is None:
            return self.linear(states, name, linear)
        last, flat = self.constant(name + ".last", np.array([-1])), self.constant(name + ".flat", np.array([-1]))
        highest = self.op("ReduceMax", [states, last], name + ".highest")
        least = self.constant(name + ".least", np.float32(GELU_LEAST / ROW_ZERO * (STEPS - ROW_ZERO)))
        reach = self.op("Max", [highest, least], name + ".reach")
        step = self.op(
            "Mul", [reach, self.constant(name + ".part", np.float32(1 / (STEPS - ROW_ZERO)))], name + ".step"
        )
        zero = self.constant(name + ".zero", np.uint8(ROW_ZERO))
        zeros = self.op("Expand", [zero, "size"], name + ".row_zeros")
        steps = self.op("Reshape", [step, flat], name + ".steps")
        rounded = self.op("QuantizeLinear", [states, steps, zeros], name + ".rounded", axis=1)
        stored, scales = weight_bytes(linear.weight)
        matrix, scale = self.constant(name + ".w", stored.T), self.constant(name + ".scale", scales)
        one = self.constant(name + ".one", np.float32(1))
        weight_zeros = self.constant(name + ".zeros", np.zeros(len(scales), np.int8))
        inputs = [rounded, matrix, one, scale, zero, weight_zeros]
        product = self.op("MatMulIntegerToFloat", inputs, name + ".product", domain=CONTRIBUTED)
        bias = self.constant(name + ".bias", linear.bias)
        return self.op("Add", [self.op("Mul", [product, step], name + ".scaled"), bias], name)


def graph_of(encoder: Encoder, head: Linear, roundings: Mapping[str, Rounding] | None = None) -> Graph:
    """Return the graph of an encoder and the head on its last states: in fp32, or in bytes with a rounding a matrix."""
    b, shape = Builder(roundings), encoder.shape
    state = {name: value for name, value in encoder.state_dict().items() if name != "word.weight"}
    w = {name: value.detach().float().cpu().numpy() for name, value in state.items()}
    size = b.op("Shape", ["words"], "size", start=1, end=2)
    first, axis = b.constant("first", np.array([0])), b.constant("axis", np.array([0]))
    positions = b.op("Slice", [b.constant("position", w["position.weight"]), first, size, axis], "positions")
    states = b.op("Add", ["words", positions], "embedded")
    states = b.norm(states, "norm", w["norm.weight"], w["norm.bias"], shape.epsilon)
    for i in range(len(encoder.layers)):
        parts = {name.removeprefix(f"layers.{i}."): value for name, value in w.items() if f"layers.{i}." in name}
        result = "states" if i + 1 == len(encoder.layers) else f"l{i}.norm2"
        states = _layer(b, states, f"l{i}", parts, encoder, result)
    b.linear(states, "head", head, "scores")
    return Graph(_model(b, shape.width, len(head.bias)), b.multiplied, b.matrices)


def _model(b: Builder, width: int, columns: int) -> onnx.ModelProto:
    kind, size = TensorProto.FLOAT, (1, "subwords")
    given = [helper.make_tensor_value_info("words", kind, [*size, width])]
    result = [
        helper.make_tensor_value_info("scores", kind, [*size, columns]),
        helper.make_tensor_value_info("states", kind, [*size, width]),
    ]
    made = helper.make_graph(b.nodes, "reader", given, result, b.weights)
    return _finished(made)


def _finished(graph: onnx.GraphProto) -> onnx.ModelProto:
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


def _layer(b: Builder, states: str, name: str, w: dict[str, Matrix], encoder: Encoder, result: str) -> str:
    epsilon, parts = encoder.shape.epsilon, ("query", "key", "value")
    weight = np.concatenate([w[part + ".weight"] for part in parts])
    bias = np.concatenate([w[part + ".bias"] for part in parts])
    three = b.split(b.linear(states, name + ".qkv", Linear(weight, bias)), name + ".part", 3)
    heads = encoder.shape.heads
    mixed = b.op("MultiHeadAttention", three, name + ".mixed", domain=CONTRIBUTED, num_heads=heads)
    attended = b.linear(mixed, name + ".attended", Linear(w["attended.weight"], w["attended.bias"]))
    # Not one node of sum and normalisation: ONNX Runtime's takes four times as long on the CPU.
    states = b.op("Add", [states, attended], name + ".sum1")
    states = b.norm(states, name + ".norm1", w["attended_norm.weight"], w["attended_norm.bias"], epsilon)
    inner = b.linear(states, name + ".inner", Linear(w["inner.weight"], w["inner.bias"]))
    curved = b.op("Gelu", [inner], name + ".curved")
    outer = b.linear_by_row(curved, name + ".outer", Linear(w["outer.weight"], w["outer.bias"]))
    states = b.op("Add", [states, outer], name + ".sum2")
    return b.norm(states, name + ".norm2", w["outer_norm.weight"], w["outer_norm.bias"], epsilon, result)


def saturation_graph() -> onnx.ModelProto:
    """Return the product by which the package sees whether a processor cuts 8-bit products off at 16 bits."""
    (inputs, outputs), _, weight = SATURATION
    matrix = np.full((inputs, outputs), weight, np.int8)
    zeros = np.zeros(outputs, np.int8)
    constants = {"weights": matrix, "one": np.float32(1), "ones": np.ones(outputs, np.float32)}
    constants |= {"zero": np.uint8(0), "zeros": zeros}
    given = ["activations", "weights", "one", "ones", "zero", "zeros"]
    node = helper.make_node("MatMulIntegerToFloat", given, ["product"], domain=CONTRIBUTED)
    activations = helper.make_tensor_value_info("activations", TensorProto.UINT8, ["rows", inputs])
    product = helper.make_tensor_value_info("product", TensorProto.FLOAT, ["rows", outputs])
    weights = [numpy_helper.from_array(np.asarray(values), name) for name, values in constants.items()]
    return _finished(helper.make_graph([node], "saturation", [activations], [product], weights))
