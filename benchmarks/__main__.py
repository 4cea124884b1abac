"""Runs the benchmarks: python -m benchmarks [PART …] [--quick]"""

from __future__ import annotations

import argparse

from pump_navigator import quiet

_DESCRIPTION = """\
Measures this assistant beside stock Rasa. The full run writes its tables and pictures into docs/.
The quick one needs no stock Rasa, asks little, and prints."""


def main() -> None:
    """Runs the parts that are named, or all."""
    quiet.be_quiet()  # before Rasa is imported
    from benchmarks.parts import PARTS, Run

    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all without it")
    parser.add_argument("--quick", action="store_true", help="only show that it works")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in options.parts or PARTS:
        PARTS[name](Run(options.quick))


if __name__ == "__main__":
    main()
