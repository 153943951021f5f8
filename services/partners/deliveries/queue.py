"""The port behind which jobs are carried to whoever sends: durable nudges, a bulkhead for each partner."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple, Protocol
from uuid import UUID

Handle = Callable[[UUID], Awaitable[None]]
"""Does the job of one delivery; whether it is still to be done, it finds out itself."""


class Job(NamedTuple):
    """A delivery to be looked at now, and whose slots it takes."""

    partner: UUID
    delivery: UUID


class Queue(Protocol):
    """Carries jobs; loses none once the caller's transaction is committed, may bring one twice."""

    async def put(self, connection: Any, jobs: Sequence[Job]) -> None:
        """Queue them in the transaction of a connection; one that is out already is not doubled."""
        ...

    def serve(self, partner: UUID) -> None:
        """Take jobs of this partner too, so many at a time as its slots allow."""
        ...

    async def tidy(self) -> None:
        """Take away what is kept of jobs that were done long ago; called now and then."""
        ...

    async def drain(self) -> None:
        """Do what is queued, and return."""
        ...

    async def run(self) -> None:
        """Do what is queued until `stop`. Raises what is lost with the database."""
        ...

    def stop(self) -> None:
        """Take no more; `run` returns once what is in hand is done."""
        ...
