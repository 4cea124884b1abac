"""The way to a device: where a person stands on it, and how that changes."""
