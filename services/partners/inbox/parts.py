"""What the endpoints of the inbox stand on."""

import msgspec

from services.partners.inbox.reading import Messages
from services.partners.inbox.receiving import Receiving
from services.workflow.application.read import DisputeReader


class InboxParts(msgspec.Struct, frozen=True, kw_only=True):
    """Handed to `inbox_router` once; the OpenAPI document is written over nothing at all."""

    receiving: Receiving
    messages: Messages
    reader: DisputeReader
