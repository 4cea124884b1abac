"""How many requests one conversation and one address may send."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from time import monotonic

_SECONDS = 60.0
_KEYS_KEPT = 20_000
_HOME_NETWORK = 64  # bits of an IPv6 address that a home shares


@dataclass
class PerMinute:
    """At most so many in any sixty seconds for each key."""

    allowed: int
    _times: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def take(self, key: str) -> int:
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
