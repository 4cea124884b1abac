"""Trains a Rasa model: python train.py CONFIG DOMAIN DATA… MODEL.tar.gz

Runs in the Python of the assistant that is trained, so it imports nothing but Rasa.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rasa.model_training import train


def main(config: str, domain: str, *data_and_model: str) -> None:
    """Ends with status 1 if there is no model."""
    *data, model = data_and_model
    path = Path(model)
    result = train(
        domain=domain,
        config=config,
        training_files=data,
        output=str(path.parent),
        fixed_model_name=path.name,
        force_training=True,
    )
    sys.exit(0 if result.model and result.code == 0 else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
