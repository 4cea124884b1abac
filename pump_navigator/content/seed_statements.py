"""The list of all that the two guides of the beginning say, and the content that carries each of it."""

from __future__ import annotations

from pump_navigator.content.models import Id, Model, Text


class SeedRow(Model):
    """One statement. The question fetches what carries it; the note says where the content differs."""

    id: Id
    statement: Text
    carried_by: Text
    question: Text
    note: Text | None = None


class SeedStatements(Model):
    """A file of `seed_statements/`."""

    seed: Text
    rows: list[SeedRow]
