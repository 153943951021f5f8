"""Keeps the garbage collector out of short stretches that only build values and make no cycles.

Read models hold hundreds of thousands of live structs; a collection in the middle of a batch
walks them all and finds nothing. Decoding and folding took three times as long with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No collection inside; for synchronous stretches of some milliseconds."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def rare() -> None:
    """Collect seldom in this process, which follows the log and does nothing else."""
    gc.set_threshold(50_000, 20, 100)
