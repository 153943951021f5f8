"""Keys of persons: made, found by document or name, used to seal and open, and destroyed."""

import base64
import hashlib
import hmac
import secrets
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, Literal, Self
from uuid import UUID, uuid4

import asyncpg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.kit.database import LOST_CONNECTION, OVERLOADED, create_pool, fetch
from services.workflow.application.ports import StoreUnavailable
from services.workflow.domain.values.sealed import Sealed
from services.workflow.storage.master_key import MasterKey

Kind = Literal["name", "document"]

_KEY_BYTES = 32
_NONCE_BYTES = 12
_INDEX_BYTES = 16
_SEALING_SECONDS = 60.0

_FIND = "SELECT person FROM keys.person_index WHERE hmac = $1 AND kind = $2 ORDER BY person"
_ADD = """
INSERT INTO keys.person_keys (person, wrapped_key) VALUES ($1, $2)
    ON CONFLICT DO NOTHING RETURNING person
"""
# The index entry first: whoever comes second waits for it, finds it taken and adds no key.
_ADD_WITH_DOCUMENT = """
WITH entry AS (
    INSERT INTO keys.person_index (person, hmac, kind) VALUES ($1, $3, 'document')
        ON CONFLICT (hmac) WHERE kind = 'document' DO NOTHING RETURNING person
)
INSERT INTO keys.person_keys (person, wrapped_key) SELECT person, $2 FROM entry RETURNING person
"""
_FIND_MANY = """
SELECT hmac, person FROM keys.person_index WHERE hmac = ANY ($1) AND kind = 'document'
"""
_ADD_MANY = """
INSERT INTO keys.person_keys (person, wrapped_key) SELECT * FROM unnest($1::uuid[], $2::bytea[])
    ON CONFLICT DO NOTHING RETURNING person
"""
_ADD_MANY_WITH_DOCUMENTS = """
WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS one (person, wrapped_key, hmac)
), entry AS (
    INSERT INTO keys.person_index (person, hmac, kind) SELECT person, hmac, 'document' FROM given
        ON CONFLICT (hmac) WHERE kind = 'document' DO NOTHING RETURNING person
)
INSERT INTO keys.person_keys (person, wrapped_key)
SELECT person, wrapped_key FROM given JOIN entry USING (person) RETURNING person
"""
_INDEX_NAME = """
INSERT INTO keys.person_index (hmac, kind, person) VALUES ($1, 'name', $2) ON CONFLICT DO NOTHING
"""
_NAMESAKES = """
SELECT DISTINCT other.person FROM keys.person_index AS known
  JOIN keys.person_index AS other USING (hmac, kind)
 WHERE known.person = ANY ($1) AND kind = 'name' AND other.person <> ALL ($1)
"""
_WRAPPED = "SELECT person, wrapped_key FROM keys.person_keys WHERE person = ANY ($1)"
_DESTROY = """
WITH entries AS (DELETE FROM keys.person_index WHERE person = $1)
UPDATE keys.person_keys SET wrapped_key = NULL, destroyed_at = clock_timestamp()
 WHERE person = $1 AND wrapped_key IS NOT NULL RETURNING person
"""
_INSTALLATION_KEY = "SELECT wrapped_key FROM keys.secrets WHERE name = $1"
_KEEP_INSTALLATION_KEY = """
INSERT INTO keys.secrets (name, wrapped_key) VALUES ($1, $2) ON CONFLICT DO NOTHING
"""


class KeyDestroyed(Exception):
    """Nothing can be sealed for a person whose key was destroyed."""


class SealBroken(Exception):
    """The ciphertext was changed, or stands in another stream or under another label."""


class PersonKeyring:
    """The Keyring port over the key database."""

    def __init__(self, pool: Any, master: MasterKey, index_key: bytes, cache_limit: int) -> None:
        self._pool = pool
        self._master = master
        self._index_key = index_key
        self._cache_limit = cache_limit
        # By wrapped key, which the person's row must still hold: a destroyed key opens nothing.
        self._unwrapped: OrderedDict[bytes, AESGCM] = OrderedDict()
        # By person, only for sealing and only for a moment.
        self._sealing: OrderedDict[UUID, tuple[AESGCM, float]] = OrderedDict()

    @classmethod
    async def connect(
        cls, dsn: str, master: MasterKey, *, connections: int = 2, cache_limit: int = 10_000
    ) -> Self:
        """Connect; raises MasterKeyRefused when the database was made with another master key."""
        pool = await create_pool(dsn, name="fengqiao keys", size=connections)
        try:
            index_key = await _installation_key(pool, master, "index")
        except BaseException:
            await pool.close()
            raise
        return cls(pool, master, index_key, cache_limit)

    async def close(self) -> None:
        """Forget the keys and close."""
        self._unwrapped.clear()
        self._sealing.clear()
        await self._pool.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def person_for(self, document: str | None) -> UUID:
        """The person of a document number, known or new; always a new one without a number.

        Of two callers with the same new number at once both get the same person.
        """
        person = uuid4()
        if document is None:
            await self._add(person)
            return person
        digest = self._digest("document", document)
        if found := await self._fetch(_FIND, digest, "document"):
            known: UUID = found[0][0]
            return known
        if await self._add(person, digest):
            return person
        return await self.person_for(document)

    async def people_for(self, documents: Sequence[str | None]) -> list[UUID]:
        """The persons of many document numbers, in order; a new one for each without a number."""
        digests = [self._digest("document", d) if d is not None else None for d in documents]
        named = {digest for digest in digests if digest is not None}
        known: dict[bytes, UUID] = dict(await self._fetch(_FIND_MANY, list(named)))
        # In order, so that two imports at once wait for one another and never in a circle.
        await self._add_many(_ADD_MANY_WITH_DOCUMENTS, sorted(named - known.keys()))
        if named - known.keys():
            known = dict(await self._fetch(_FIND_MANY, list(named)))
        fresh = iter(await self._add_many(_ADD_MANY, [None] * digests.count(None)))
        return [next(fresh) if digest is None else known[digest] for digest in digests]

    async def find_person(self, kind: Kind, text: str) -> list[UUID]:
        """Everybody indexed under exactly this full name or document number."""
        return [person for (person,) in await self._fetch(_FIND, self._digest(kind, text), kind)]

    async def index_name(self, person: UUID, name: str) -> None:
        """Let a person be found by the full name."""
        await self._fetch(_INDEX_NAME, self._digest("name", name), person)

    async def namesakes(self, people: Sequence[UUID]) -> list[UUID]:
        """Everybody else indexed under the full name of one of these."""
        return [person for (person,) in await self._fetch(_NAMESAKES, list(people))]

    async def seal(self, person: UUID, stream_id: UUID, label: str, text: str) -> Sealed:
        """Ciphertext of one value; it opens only in this stream and under this label.

        A key is made for a person not yet known. Raises KeyDestroyed.
        """
        cipher = await self._sealing_cipher(person)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        box = nonce + cipher.encrypt(nonce, text.encode(), _place(stream_id, label))
        return Sealed(person=person, label=label, box=base64.b64encode(box).decode())

    async def open(self, stream_id: UUID, sealed: Sealed) -> str | None:
        """The text, or None when the key is destroyed. Raises SealBroken."""
        return (await self.open_all([(stream_id, sealed)]))[0]

    async def open_all(self, boxes: Sequence[tuple[UUID, Sealed]]) -> list[str | None]:
        """The texts of (stream id, box), in order; None where the key is destroyed.

        One query however many boxes. Raises SealBroken.
        """
        ciphers = await self._ciphers({sealed.person for _, sealed in boxes})
        return [
            _opened(cipher, stream_id, sealed) if (cipher := ciphers[sealed.person]) else None
            for stream_id, sealed in boxes
        ]

    async def destroy(self, person: UUID) -> bool:
        """Erase a person: key and index entries are gone for ever. False where they were already.

        Another process may seal under the key for a minute more; nobody can open that either.
        """
        self._sealing.pop(person, None)
        return bool(await self._fetch(_DESTROY, person))

    async def _add(self, person: UUID, document_digest: bytes | None = None) -> bool:
        """Give a person a key; False, and nothing stored, where the document has a person."""
        key = secrets.token_bytes(_KEY_BYTES)
        wrapped = await self._master.wrap(key, person.bytes)
        if document_digest is None:
            added = await self._fetch(_ADD, person, wrapped)
        else:
            added = await self._fetch(_ADD_WITH_DOCUMENT, person, wrapped, document_digest)
        if added:
            self._remember_for_sealing(person, AESGCM(key))
        return bool(added)

    async def _add_many(self, query: str, digests: Sequence[bytes | None]) -> list[UUID]:
        """Give a new person of each digest a key in one statement; who was added."""
        keys = {uuid4(): secrets.token_bytes(_KEY_BYTES) for _ in digests}
        if not keys:
            return []
        wrapped = [await self._master.wrap(key, person.bytes) for person, key in keys.items()]
        named = [list(digests)] if query == _ADD_MANY_WITH_DOCUMENTS else []
        added = [row[0] for row in await self._fetch(query, list(keys), wrapped, *named)]
        for person in added:
            self._remember_for_sealing(person, AESGCM(keys[person]))
        return added

    async def _sealing_cipher(self, person: UUID) -> AESGCM:
        known = self._sealing.get(person)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        if person not in (ciphers := await self._ciphers({person})):
            await self._add(person)
            ciphers = await self._ciphers({person})
        cipher = ciphers[person]
        if cipher is None:
            raise KeyDestroyed(str(person))
        self._remember_for_sealing(person, cipher)
        return cipher

    def _remember_for_sealing(self, person: UUID, cipher: AESGCM) -> None:
        self._sealing[person] = (cipher, time.monotonic() + _SEALING_SECONDS)
        if len(self._sealing) > self._cache_limit:
            self._sealing.popitem(last=False)

    async def _ciphers(self, people: Iterable[UUID]) -> dict[UUID, AESGCM | None]:
        """The present keys of people; None for a destroyed one, no entry for an unknown person."""
        ciphers: dict[UUID, AESGCM | None] = {}
        for person, wrapped in await self._fetch(_WRAPPED, list(people)):
            ciphers[person] = await self._cipher(person, wrapped) if wrapped else None
        return ciphers

    async def _cipher(self, person: UUID, wrapped: bytes) -> AESGCM:
        cipher = self._unwrapped.get(wrapped)
        if cipher is None:
            cipher = AESGCM(await self._master.unwrap(wrapped, person.bytes))
            self._unwrapped[wrapped] = cipher
            if len(self._unwrapped) > self._cache_limit:
                self._unwrapped.popitem(last=False)
        else:
            self._unwrapped.move_to_end(wrapped)
        return cipher

    def _digest(self, kind: Kind, text: str) -> bytes:
        normal = "".join(unicodedata.normalize("NFKC", text).split()).upper()
        message = f"{kind}|{normal}".encode()
        return hmac.digest(self._index_key, message, hashlib.sha256)[:_INDEX_BYTES]

    async def _fetch(self, query: str, *values: object) -> Sequence[Any]:
        try:
            found: Sequence[Any] = await fetch(self._pool, query, *values)
        except (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError) as error:
            raise StoreUnavailable(f"no connection to the keys: {error}") from error
        return found


def _place(stream_id: UUID, label: str) -> bytes:
    """Where a value stands; bound into its ciphertext."""
    return stream_id.bytes + label.encode()


def _opened(cipher: AESGCM, stream_id: UUID, sealed: Sealed) -> str:
    try:
        box = base64.b64decode(sealed.box, validate=True)
        place = _place(stream_id, sealed.label)
        return cipher.decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], place).decode()
    except (InvalidTag, ValueError):
        raise SealBroken(f"{sealed.label} of {stream_id}") from None


async def _installation_key(pool: Any, master: MasterKey, name: str) -> bytes:
    """A key of the installation, made by whoever comes first."""
    wrapped = await pool.fetchval(_INSTALLATION_KEY, name)
    if wrapped is None:
        new = await master.wrap(secrets.token_bytes(_KEY_BYTES), name.encode())
        await pool.execute(_KEEP_INSTALLATION_KEY, name, new)
        wrapped = await pool.fetchval(_INSTALLATION_KEY, name)
    return await master.unwrap(wrapped, name.encode())
