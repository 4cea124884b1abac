"""Devices side by side, by the dated data of `guides/devices.yml`: what is asked, what fits it, and the table."""
