"""Runs the custom actions inside the process that predicts them, instead of over HTTP."""

from __future__ import annotations

import json
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

_PACKAGE = "actions"
_REJECTED = 400  # Rasa tells a rejected form from a failure by this status only.


class InProcessActions(EndpointConfig):  # type: ignore[misc]
    """An action endpoint for `Agent.load(action_endpoint=…)`."""

    def __init__(self) -> None:
        super().__init__(url="in-process://actions")
        self._executor = ActionExecutor()
        self._executor.register_package(_PACKAGE)
        # Rasa checks each result against a schema, and each time the schema itself: half of the time of a turn.
        RemoteAction._validate_action_result = _is_made_here

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        """Run the action that Rasa names in the body of its request."""
        try:
            return await self._executor.run(kwargs["json"])
        except ActionExecutionRejection as rejection:
            told = {"action_name": rejection.action_name, "error": rejection.message}
            raise ClientResponseError(_REJECTED, rejection.message, json.dumps(told)) from rejection


def _is_made_here(_: RemoteAction, result: dict[str, Any]) -> bool:
    """Whether an action's result may be trusted to have Rasa's form: the SDK made it in this process."""
    return True
