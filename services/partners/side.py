"""What the parts need of the write side; that of production and that of the tests have it."""

from typing import Protocol

from services.kit.clock import Clock
from services.workflow.application.handle import CommandHandler
from services.workflow.application.read import DisputeReader
from services.workflow.application.registry import Registry
from services.workflow.application.tasks import TaskHandler
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.keys import PersonKeyring
from services.workflow.storage.master_key import MasterKey


class Side(Protocol):
    """What it needs of the write side; that of production and that of the tests have it."""

    @property
    def store(self) -> PostgresEventStore: ...
    @property
    def keyring(self) -> PersonKeyring: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def rulebook(self) -> NationalRulebook: ...
    @property
    def handler(self) -> CommandHandler: ...
    @property
    def reader(self) -> DisputeReader: ...
    @property
    def registry(self) -> Registry: ...
    @property
    def tasks(self) -> TaskHandler: ...
    @property
    def master(self) -> MasterKey: ...
