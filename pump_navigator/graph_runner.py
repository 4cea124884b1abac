"""Runs the nodes of a Rasa model one after the other, in an order worked out once.

Rasa hands the graph to Dask for each message, which plans it anew each time, for many processors; a turn needs one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class InOrderRunner(GraphRunner):  # type: ignore[misc]
    """A model's graph, loaded."""

    def __init__(self, schema: GraphSchema, nodes: Mapping[str, GraphNode]) -> None:
        self._schema = schema
        self._nodes = nodes
        self._order = lru_cache(maxsize=None)(self._ordered)

    @classmethod
    def of(cls, runner: DaskGraphRunner) -> InOrderRunner:
        """With the nodes that another runner has loaded."""
        return cls(runner._graph_schema, runner._instantiated_nodes)

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> InOrderRunner:
        """Loads the nodes."""
        return cls.of(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    def run(self, inputs: Mapping[str, Any] | None = None, targets: Sequence[str] | None = None) -> dict[str, Any]:
        """What the target nodes give, by their names."""
        wanted = tuple(targets or self._schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._order(wanted):
            # Rasa's node takes the bare name of what has no output, and tells of it.
            outputs[name] = self._nodes[name](*(outputs.get(need, need) for need in needs))
        return dict(outputs[name] for name in wanted)

    def _ordered(self, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """The nodes that some targets need, each after what it needs itself."""
        needs = {
            name: list(node.needs.values())
            for name, node in self._schema.minimal_graph_schema(list(targets)).nodes.items()
        }
        return [(name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in needs]
