"""The parts of an upload as one file to read and seek in, opened one part at a time; for threads."""

import io
from bisect import bisect_right
from collections.abc import Sequence
from uuid import UUID

from services.partners.files.objects import Objects
from services.partners.files.sealing import unseal
from services.partners.files.upload import UploadPart, part_context


class PartsFile(io.RawIOBase):
    """Nothing of the plaintext is written anywhere."""

    def __init__(
        self, objects: Objects, file: UUID, key: bytes, parts: Sequence[UploadPart]
    ) -> None:
        self._objects = objects
        self._file = file
        self._key = key
        self._parts = parts
        self._starts = [part.start for part in parts]
        self._size = parts[-1].start + parts[-1].size
        self._at = 0
        self._opened: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, begin + offset)
        return self._at

    def tell(self) -> int:
        """The place it is at."""
        return self._at

    def readinto(self, buffer: object) -> int:
        """Fill the buffer as far as the part at this place goes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._at >= self._size or not len(view):
            return 0
        number = bisect_right(self._starts, self._at) - 1
        if self._opened[0] != number:
            self._opened = (number, self._open(self._parts[number]))
        begin = self._at - self._starts[number]
        piece = self._opened[1][begin : begin + len(view)]
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _open(self, part: UploadPart) -> bytes:
        sealed = self._objects.read(part.object)
        return unseal(self._key, sealed, part_context(self._file, part.start))
