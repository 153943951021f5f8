"""Where the sealed bytes lie: a folder of this machine, or an S3-compatible object store."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from obstore.store import LocalStore, S3Store

from services.workflow.settings import Settings

FOLDER: Final = "files"


class Objects:
    """Whole objects by path; none is ever written over."""

    def __init__(self, store: Any) -> None:
        self._store = store

    @classmethod
    def of(cls, settings: Settings) -> "Objects":
        """The store that the settings name; the data folder where they name none."""
        if settings.files_url is None:
            return cls.local(settings.data_dir / FOLDER)
        bucket = urlsplit(settings.files_url)
        keys = {
            "access_key_id": settings.files_access_key,
            "secret_access_key": settings.files_secret_key,
        }
        config: Any = {name: key.get_secret_value() for name, key in keys.items() if key}
        endpoint = settings.files_endpoint
        return cls(
            S3Store(
                bucket.netloc,
                prefix=bucket.path.strip("/") or None,
                endpoint=endpoint,
                region=settings.files_region,
                virtual_hosted_style_request=settings.files_virtual_host,
                client_options={"allow_http": (endpoint or "").startswith("http:")},
                config=config,
            )
        )

    @classmethod
    def local(cls, folder: Path) -> "Objects":
        """A folder, made where it is not there."""
        return cls(LocalStore(folder, mkdir=True))

    async def put(self, path: str, sealed: bytes) -> None:
        """Write a new object; one that is there already stays, and that is a fault."""
        await self._store.put_async(path, sealed, mode="create")

    async def get(self, path: str) -> bytes:
        """The whole object. Raises FileNotFoundError."""
        found = await self._store.get_async(path)
        return bytes(await found.bytes_async())

    def read(self, path: str) -> bytes:
        """The same from a thread."""
        return bytes(self._store.get(path).bytes())

    async def delete(self, paths: Iterable[str]) -> None:
        """Take objects away; those that are not there are no fault."""
        for path in paths:
            try:
                await self._store.delete_async(path)
            except FileNotFoundError:
                continue
