"""How many requests one conversation and one address may send."""

from __future__ import annotations

import asyncio
import ipaddress
import math
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol
from uuid import uuid4

_SECONDS = 60.0
_KEYS_KEPT = 20_000
_HOME_NETWORK = 64  # bits of an IPv6 address that a home shares


# Redis' own clock, since those of several hosts differ.
_TAKE_SHARED = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1e6
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
  return tostring(oldest + ARGV[2] - now)
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return '0'
"""


class Limit(Protocol):
    """At most so many in any sixty seconds for each key."""

    async def take(self, key: str) -> int:
        """Count one; 0 if it was allowed, else the seconds after which it will be."""


@dataclass
class PerMinute:
    """A limit that this process keeps."""

    allowed: int
    _times: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    async def take(self, key: str) -> int:
        """Count one; 0 if it was allowed, else the seconds after which it will be."""
        now = monotonic()
        times = self._times.setdefault(key, deque())
        self._times.move_to_end(key)
        while len(self._times) > _KEYS_KEPT:
            self._times.popitem(last=False)
        while times and times[0] <= now - _SECONDS:
            times.popleft()
        if len(times) >= self.allowed:
            return max(1, math.ceil(times[0] + _SECONDS - now))
        times.append(now)
        return 0


class SharedPerMinute:
    """A limit that all workers of all hosts keep together, in the Redis that has their locks."""

    def __init__(self, redis: Any, name: str, allowed: int) -> None:
        self._take = redis.register_script(_TAKE_SHARED)
        self._name = name
        self._allowed = allowed

    async def take(self, key: str) -> int:
        """Count one; 0 if it was allowed, else the seconds after which it will be."""
        keys, arguments = [f"limit:{self._name}:{key}"], [self._allowed, int(_SECONDS), uuid4().hex]
        wait = await asyncio.to_thread(self._take, keys, arguments)
        return math.ceil(float(wait))


def per_minute(redis: Any | None, name: str, allowed: int) -> Limit:
    """A limit, shared if there is a Redis to share it in."""
    return SharedPerMinute(redis, name, allowed) if redis else PerMinute(allowed)


def network(address: str) -> str:
    """What stands for one place: an IPv4 address, or the network of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((parsed, _HOME_NETWORK), strict=False))
