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
_CARRIERS: Final = tuple(
    ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
"""IPv6 networks whose addresses stand for IPv4 ones, private ones among them."""
# Names that never resolve hold a thread each: apart from the loop's own, which others wait for.
_threads = ThreadPoolExecutor(64, thread_name_prefix="resolve")


def is_permitted(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether an address is public, or in one of the networks that are allowed besides."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    plain = _plain(found)
    if any(plain in network for network in allowed):
        return True
    if plain.is_multicast or any(plain in network for network in _CARRIERS):
        return False
    return plain.is_global


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
