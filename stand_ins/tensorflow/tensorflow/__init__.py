"""What Rasa imports of TensorFlow, without TensorFlow.

Rasa 3.6 imports TensorFlow at start even if no component of the pipeline uses one of its models:
it needs names to subclass, to decorate with and to annotate with. Here every such name is a `Name`.
Using one for work (training DIET or TED, say) raises `TensorFlowMissing`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__version__ = "2.12.0"
_ROOTS = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")


class TensorFlowMissing(RuntimeError):
    """Something wants to compute with TensorFlow, which this installation leaves out."""


class _NameType(type):
    """The type of a stand-in name: any attribute of it is a stand-in name again."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _NameType(name, (Name,), {})


class Name(metaclass=_NameType):
    """A name that can be imported, subclassed, annotated with, and used as a decorator."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        decorated = args[0] if len(args) == 1 and not kwargs else None
        if isinstance(decorated, type) or callable(decorated):
            return decorated
        if cls.__module__ == __name__:  # a decorator with arguments, such as tf.function(...)
            return lambda function: function
        raise TensorFlowMissing(
            f"{cls.__name__} needs TensorFlow, which Pump Navigator leaves out. "
            "Mend: choose a component without TensorFlow in config.yml, or install Rasa's own TensorFlow."
        )


class _StandInModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(Name, name)


class _StandInLoader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = _StandInModule(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


class _StandInFinder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in _ROOTS:
            return None
        return ModuleSpec(fullname, _StandInLoader(), is_package=True)


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(Name, name)


sys.meta_path.append(_StandInFinder())
