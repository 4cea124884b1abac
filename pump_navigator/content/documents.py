"""A file of the content as `check` sees it: typed, with all that is wrong in it, and every place's line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pump_navigator.content.errors import ContentError, Finding
from pump_navigator.content.lines import line_of, read_with_lines
from pump_navigator.content.models import Model

Location = tuple[str | int, ...]
AnyModel = TypeVar("AnyModel", bound=Model)
_Part = TypeVar("_Part", bound=Model)
_SEE_FIELDS = "correct the value; docs/content.md lists the fields."


@dataclass(frozen=True)
class DataFile:
    """A file's data as it was read, without types."""

    path: Path
    data: Any

    @cached_property
    def _with_lines(self) -> Any:
        # Reading lines takes long, and only a finding needs them.
        return read_with_lines(self.path)

    def finding(self, location: Location, message: str, mend: str, *, warning: bool = False) -> Finding:
        """A finding about the value at a location, which is named by ids where there are some."""
        name = self._name(location)
        line = line_of(self._with_lines, location)
        return Finding(self.path, line, f"{name}: {message}" if name else message, mend, warning)

    def _name(self, location: Location) -> str:
        names: list[str] = []
        data = self.data
        for key in location:
            try:
                data = data[key]
            except (KeyError, IndexError, TypeError):
                data = None
            is_item = isinstance(key, int) and isinstance(data, dict)
            names.append(str(data.get("id", key) if is_item else key))
        return ".".join(names)


@dataclass(frozen=True)
class Document(DataFile, Generic[AnyModel]):
    """A file whose data fits its model."""

    content: AnyModel

    @cached_property
    def _all_parts(self) -> list[tuple[Location, Model]]:
        return list(_parts(self.content, ()))

    def parts(self, kind: type[_Part]) -> Iterator[tuple[Location, _Part]]:
        """Every model of a kind in the file, with its place."""
        for location, part in self._all_parts:
            if isinstance(part, kind):
                yield location, part


def read_data(path: Path, findings: list[Finding]) -> DataFile | None:
    """The file, or None with a finding that says why it cannot be read."""
    try:
        return DataFile(path, _load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        findings.append(Finding(path, 1, "is missing.", "put the file back."))
    except OSError as error:
        findings.append(Finding(path, 1, f"cannot be read: {error.strerror}.", "check the file's permissions."))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        findings.append(Finding(path, line, "is not UTF-8.", "save it as UTF-8."))
    except YAMLError as error:
        findings.append(_syntax_finding(path, error))
    return None


def _load(text: str) -> Any:
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        # The reader in C is fast, but some of what YAML 1.2 allows it does not know.
        return YAML(typ="safe", pure=True).load(text)


def _syntax_finding(path: Path, error: YAMLError) -> Finding:
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return Finding(path, mark.line + 1 if mark else 1, f"is not valid YAML: {error.problem}.", "correct the line.")
    return Finding(path, 1, f"is not valid YAML: {error}.", "correct the file.")


def read_document(
    path: Path, model: type[AnyModel], findings: list[Finding], mend: str = _SEE_FIELDS
) -> Document[AnyModel] | None:
    """The file with its model, or None with findings: all that does not fit, not only the first."""
    file = read_data(path, findings)
    if file is None:
        return None
    if not isinstance(file.data, dict):
        findings.append(Finding(path, 1, "holds no keys with values.", mend))
        return None
    try:
        return Document(path, file.data, model.parse_obj(file.data))
    except ValidationError as error:
        wrong = {file.finding(_place(item["loc"]), f"{item['msg']}.", mend) for item in error.errors()}
        findings.extend(wrong)
    return None


def parse(path: Path, model: type[AnyModel], mend: str = _SEE_FIELDS) -> AnyModel:
    """The file as a typed model. Raises `ContentError` with the first thing that is wrong."""
    findings: list[Finding] = []
    document = read_document(path, model, findings, mend)
    if document is None:
        raise ContentError(str(min(findings)))
    return document.content


def _place(location: Location) -> Location:
    """Without the name by which pydantic means a key instead of its value."""
    return tuple(key for key in location if key != "__key__")


def _parts(value: Any, at: Location) -> Iterator[tuple[Location, Model]]:
    if isinstance(value, Model):
        yield at, value
        for name, inner in value:
            yield from _parts(inner, (*at, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _parts(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _parts(inner, (*at, index))
