"""The model's nodes run in order, and give what Rasa's own runner gives."""

from __future__ import annotations

from rasa.core.channels.channel import UserMessage
from rasa.engine.runner.dask import DaskGraphRunner

from pump_navigator.graph_runner import InOrderRunner


def test_both_runners_read_a_message_alike(navigator) -> None:
    ours = navigator.agent.processor.graph_runner
    assert isinstance(ours, InOrderRunner)
    theirs = DaskGraphRunner.__new__(DaskGraphRunner)
    theirs._graph_schema, theirs._instantiated_nodes, theirs._execution_context = ours._schema, ours._nodes, None
    target = navigator.agent.processor.model_metadata.nlu_target

    def read(runner):
        tracker = navigator.agent.tracker_store.init_tracker("anybody")
        message = UserMessage("Do I need prior authorization, and who sends it for my Dexcom?")
        parsed = runner.run({"__message__": [message], "__tracker__": tracker}, [target])[target]
        return parsed[0].as_dict(only_output_properties=True)

    assert read(ours) == read(theirs)
