"""The eventsourcing library as it comes: its application, mapper and PostgreSQL recorder, from threads."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from services.kit.embedded_postgres import ADMIN, EmbeddedPostgres

_DISPUTES = 200


class Talks(Aggregate):
    """The same decision as ours, as an aggregate of the library."""

    def __init__(self) -> None:
        self.version_of_terms = 0
        self.terms: list[Any] = []
        self.required: list[str] = []

    @event("TermsRecorded")
    def record(self, version: int, terms: list[Any], required: list[str]) -> None:
        self.version_of_terms, self.terms, self.required = version, terms, required


def _command(application: "Application[UUID]", dispute: UUID) -> None:
    talks: Talks = application.repository.get(dispute)
    payments = [{"no": no, "due_on": f"2026-12-{no:02}", "amount": 880_000} for no in (1, 2, 3)]
    talks.record(
        version=talks.version_of_terms + 1,
        terms=[{"claim": 1, "duty": None, "instalments": payments}],
        required=["party_signatures", "mediator_signature", "organisation_seal"],
    )
    application.save(talks)


def library_commands(server: EmbeddedPostgres, clients: int, seconds: float) -> float:
    """Commands a second from as many threads; without idempotency keys, which it does not have."""
    with psycopg.connect(server.dsn("fengqiao"), autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS stock CASCADE")
        connection.execute("CREATE SCHEMA stock")
    application = Application[UUID](
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": "fengqiao",
            "POSTGRES_HOST": str(server.data),
            "POSTGRES_PORT": "5432",
            "POSTGRES_USER": ADMIN,
            "POSTGRES_PASSWORD": "-",
            "POSTGRES_SCHEMA": "stock",
            "POSTGRES_POOL_SIZE": str(clients),
        }
    )
    disputes = []
    for _ in range(_DISPUTES):
        talks = Talks()
        application.save(talks)
        disputes.append(talks.id)
    until = time.perf_counter() + seconds

    def client(share: list[UUID]) -> int:
        number = 0
        while time.perf_counter() < until:
            _command(application, share[number % len(share)])
            number += 1
        return number

    with ThreadPoolExecutor(clients) as threads:
        done = sum(threads.map(client, [disputes[n::clients] for n in range(clients)]))
    application.close()
    return done / seconds
