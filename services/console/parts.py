"""What the pages are made from: handed in once, at the start."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

import msgspec

from services.console.caller import ConsoleCaller
from services.console.names import masked
from services.projections.words.naming import Opener
from services.workflow.recorded.views import Sealed


class ConsoleParts(msgspec.Struct, frozen=True, kw_only=True):
    """The read models, the names, and who may see them."""

    caller: ConsoleCaller
    read_models: Callable[[], AbstractAsyncContextManager[Any]]
    """A connection to the read models, for as long as one page takes."""
    open_names: Opener
    """Opens sealed names; pages show no more than a surname of what it gives."""
    region_name: Callable[[str], str | None]
    """The name of a region, by its code."""

    async def open_masked(self, boxes: Sequence[tuple[UUID, Sealed]]) -> Sequence[str | None]:
        """Names with all but the surname hidden; the only way by which pages come to a name."""
        texts = await self.open_names(boxes)
        return [None if text is None else masked(text) for text in texts]
