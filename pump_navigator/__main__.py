"""`python -m pump_navigator` is `pump-navigator`."""

from pump_navigator.cli import main

if __name__ == "__main__":
    main()
