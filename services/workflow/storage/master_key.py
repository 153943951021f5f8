"""The key that wraps every person's key: a file of this machine, or whatever stands behind the port."""

import os
import secrets
from pathlib import Path
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12


class MasterKeyRefused(Exception):
    """The master key cannot be used as things are; the message says what to change."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


class MasterKey(Protocol):
    """Wraps keys; a key service or a hardware module takes the place of the file."""

    async def wrap(self, key: bytes, context: bytes) -> bytes:
        """Encrypt a key for storage, bound to what it is of."""
        ...

    async def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key back, or raise MasterKeyRefused if this is not its master or context."""
        ...


class LocalMasterKey:
    """A master key in a file that only its owner may read; for trials and for one machine."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def load(cls, named: Path | None, data_folder: Path, *, is_production: bool) -> Self:
        """Read the named file, or `master.key` of the data folder, made there on first use.

        In production the file must be named and be there: a key that came about by itself is a
        key of which nobody keeps a backup.
        """
        if is_production and (named is None or not named.exists()):
            raise MasterKeyRefused(
                zh="生产模式不使用自动生成的主密钥。请用 FENGQIAO_MASTER_KEY_FILE 指定"
                f"已妥善备份的密钥文件（{_KEY_BYTES} 字节随机数，权限 600）。",
                en="In production no master key is made by itself. Name by "
                f"FENGQIAO_MASTER_KEY_FILE a file of {_KEY_BYTES} random bytes, mode 600, "
                "of which a backup is kept.",
            )
        file = named or data_folder / "master.key"
        if not file.exists():
            _make(file)
        return cls(_read(file))

    async def wrap(self, key: bytes, context: bytes) -> bytes:
        """Encrypt a key for storage, bound to what it is of."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, context)

    async def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key back, or raise MasterKeyRefused if this is not its master or context."""
        try:
            return self._cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], context)
        except InvalidTag:
            raise MasterKeyRefused(
                zh="主密钥与密钥库不匹配：请使用建立该密钥库时的主密钥文件。",
                en="The master key does not belong to this key database: use the key file with "
                "which the database was made.",
            ) from None


def _make(file: Path) -> None:
    """Write a new key, whole or not at all; of two processes at once the first one's stays."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as new:
        new.write(secrets.token_bytes(_KEY_BYTES))
        new.flush()
        os.fsync(new.fileno())
    try:
        os.link(unfinished, file)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def _read(file: Path) -> bytes:
    if file.stat().st_mode & 0o077:
        raise MasterKeyRefused(
            zh=f"主密钥文件 {file} 对其他用户可读，请执行 chmod 600。",
            en=f"Others may read the master key file {file}: chmod 600.",
        )
    key = file.read_bytes()
    if len(key) != _KEY_BYTES:
        raise MasterKeyRefused(
            zh=f"主密钥文件 {file} 应为 {_KEY_BYTES} 字节，实为 {len(key)} 字节。",
            en=f"The master key file {file} must have {_KEY_BYTES} bytes; it has {len(key)}.",
        )
    return key
