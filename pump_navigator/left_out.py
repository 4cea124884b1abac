"""What Rasa imports at every start and an answering process never uses: left out, for its memory and its time.

These are other messengers, other databases, plots, and what only trains. As with `stand_ins/tensorflow`, every name
of such a module can be imported, subclassed and annotated with; using one says clearly that it is not there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_LEFT_OUT = (
    # messengers of rasa.core.channels
    *("aiogram", "fbmessenger", "mattermostwrapper", "rocketchat_API", "slack_sdk", "socketio", "twilio"),
    "webexteamssdk",
    # what Rasa's own shell asks with
    "questionary",
    # databases of rasa.core.tracker_store: stores that cannot delete are refused anyway
    *("boto3", "botocore", "pymongo"),
    # plots of rasa.nlu.test
    "rasa.utils.plotting",
    # reminders, telemetry
    *("apscheduler", "requests"),
    # training
    *("joblib", "scipy.optimize", "scipy.stats", "sklearn", "sklearn_crfsuite"),
)


class LeftOutError(RuntimeError):
    """Something wants to use what this process has left out."""


def leave_out() -> None:
    """To be called before Rasa is imported, in a process that only answers."""
    sys.meta_path.insert(0, _Finder())


class _NameType(type):
    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _NameType(name, (_Name,), {})


class _Name(metaclass=_NameType):
    def __init__(self, *_: Any, **__: Any) -> None:
        raise LeftOutError(f"{type(self).__name__} is left out of a process that only answers (left_out.py).")


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_Name, name)


class _Loader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if any(fullname == name or fullname.startswith(f"{name}.") for name in _LEFT_OUT):
            return ModuleSpec(fullname, _Loader(), is_package=True)
        return None
