"""Finds what identifies a person in a text: a module for each sort of it."""
