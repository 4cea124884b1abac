"""Reads texts with a trained model: a JSON string a line in, a JSON object a line out: python parse.py MODEL.tar.gz

Runs in the Python of the assistant that is measured, so it imports nothing but Rasa.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

from rasa.core.agent import Agent


async def main(model: str) -> None:
    """The first line out is empty: it is ready."""
    agent = Agent.load(model)
    print("{}", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        parsed = await agent.parse_message(json.loads(line))
        seconds = time.perf_counter() - started
        answer = {"intent": parsed["intent"], "intent_ranking": parsed["intent_ranking"], "seconds": seconds}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
