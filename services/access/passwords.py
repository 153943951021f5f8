"""Passwords: what makes a good one, told in words, and their argon2 hashes, made off the event loop."""

import asyncio
import secrets as randomness
import unicodedata
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers import HasherProtocol
from pwdlib.hashers.argon2 import Argon2Hasher

from services.kit.problem_details import Words

LEAST: Final = 10
LONG: Final = 16
"""From so many characters on, of whatever kinds."""
MOST: Final = 200
KINDS: Final = 3
_FIRST_LETTERS: Final = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of first passwords: none that is taken for another on paper."""
_FIRST_LENGTH: Final = 14
_MOST_AT_ONCE: Final = 2
"""Each hash takes 64 MiB and a core; more would take both from everybody else."""
MOST_WAITING: Final = 20

RULES: Final = Words(
    f"至少 {LEAST} 个字符，含大写字母、小写字母、数字、其他字符中的三类；或者至少 {LONG} 个字符。不得含有账号名。",
    f"At least {LEAST} characters of three kinds (capitals, small letters, digits, others), "
    f"or at least {LONG} characters. It may not contain the account's name.",
)
TOO_SHORT: Final = Words(f"少于 {LEAST} 个字符", f"fewer than {LEAST} characters")
TOO_LONG: Final = Words(f"多于 {MOST} 个字符", f"more than {MOST} characters")
TOO_PLAIN: Final = Words(
    f"不足 {LONG} 个字符时，须含大写字母、小写字母、数字、其他字符中的三类",
    f"below {LONG} characters it needs three of: capitals, small letters, digits, others",
)
TOO_UNIFORM: Final = Words("不同的字符太少", "too few different characters")
NAMES_ACCOUNT: Final = Words("含有账号名", "it contains the account's name")

Done = TypeVar("Done")
Verified = Callable[[str, str | None], Awaitable[tuple[bool, str | None]]]
"""Whether a password is the one of which that hash is kept, and a newer hash where it is weaker than today's.

With nothing kept it takes as long, and is not the password.
"""


class TooBusy(Exception):
    """Too many passwords are being looked at; try again in a moment."""


class Passwords:
    """Makes and checks hashes on two threads of its own; one per process."""

    def __init__(self, hasher: HasherProtocol | None = None) -> None:
        self._hash = PasswordHash((hasher or Argon2Hasher(),))
        self._threads = ThreadPoolExecutor(_MOST_AT_ONCE, thread_name_prefix="passwords")
        self._waiting = 0
        self._nobody: str | None = None

    async def hashed(self, password: str) -> str:
        """What is kept of a password. Raises TooBusy."""
        with self._place():
            return await self._run(lambda: self._hash.hash(plain(password)))

    @contextmanager
    def place(self) -> Iterator[Verified]:
        """A place among those whose password is looked at; it lets compare one. Raises TooBusy.

        Taken before a try is counted: whoever finds no place has tried nothing.
        """
        with self._place():
            yield self._verified

    async def _verified(self, password: str, kept: str | None) -> tuple[bool, str | None]:
        if self._nobody is None:
            self._nobody = await self._run(lambda: self._hash.hash(first_password()))
        against = kept or self._nobody
        is_right, newer = await self._run(
            lambda: self._hash.verify_and_update(plain(password), against)
        )
        return (is_right, newer) if kept else (False, None)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], Done]) -> Done:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if self._waiting >= MOST_WAITING:
            raise TooBusy
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1


def plain(password: str) -> str:
    """The same password however the keyboard composed its characters."""
    return unicodedata.normalize("NFKC", password)


def first_password() -> str:
    """A password to hand over once, which its owner must change."""
    while True:
        drawn = "".join(randomness.choice(_FIRST_LETTERS) for _ in range(_FIRST_LENGTH))
        if _kinds(drawn) >= KINDS:
            return drawn


def faults(password: str, account: str) -> tuple[Words, ...]:
    """What is wrong with a password that somebody chose; nothing where it may be taken."""
    text = plain(password)
    found = (
        (TOO_SHORT, len(text) < LEAST),
        (TOO_LONG, len(text) > MOST),
        (TOO_PLAIN, len(text) < LONG and _kinds(text) < KINDS),
        (TOO_UNIFORM, len(set(text)) < LEAST // 2),
        (NAMES_ACCOUNT, account.lower() in text.lower()),
    )
    return tuple(words for words, is_so in found if is_so)


def _kinds(text: str) -> int:
    kinds = (str.isupper, str.islower, str.isdigit, lambda c: not c.isalnum() or not c.isascii())
    return sum(any(is_kind(character) for character in text) for is_kind in kinds)
