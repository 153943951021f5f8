"""Which network addresses may be called on somebody else's word: public ones, and those that are named."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final

Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, as text. Raises OSError where there are none."""
ANYWHERE: Final[tuple[Network, ...]] = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_UNICAST: Final = ip_network("2000::/3")
"""All that is given out of IPv6; what writes IPv4 addresses as IPv6 ones lies outside, bar 6to4."""
_SPECIAL: Final = tuple(
    ip_network(each)
    for each in (
        # By the IANA registries of special-purpose addresses, whatever this Python knows of them.
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        # Teredo, benchmarks and the like; documentation; 6to4; the 6bone of old.
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20"),
    )
)
_ISATAP: Final = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Before an IPv4 address at the end of an IPv6 one: a tunnel to it."""
# Names that never resolve hold a thread each: apart from the loop's own, which others wait for.
_threads = ThreadPoolExecutor(64, thread_name_prefix="resolve")


def is_permitted(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether an address is public, or in one of the networks that are allowed besides."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if any(_plain(found) in network for network in allowed):
        return True
    if any(found in network for network in _SPECIAL) or not found.is_global:
        return False
    return isinstance(found, IPv4Address) or (found in _UNICAST and not _is_tunnel(found))


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the machine knows it, each once."""
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(_threads, _asked, host, port)
    return list(dict.fromkeys(found))


def _asked(host: str, port: int) -> list[str]:
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 address that is written as an IPv6 one, as itself."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_tunnel(address: IPv6Address) -> bool:
    return int(address) >> 32 & 0xFFFF_FFFF in _ISATAP
