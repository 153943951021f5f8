"""What lies outside of disputes and is asked for by the cells of the matrix: one of each, of one dispute."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import psycopg

from services.partners.handoff.arrivals import PackageReceipt
from services.partners.profiles.partner import ALL_SCOPES, Partner, PartnerKind, partner_id
from services.workflow.domain.dispute.events.evidence import EvidenceFiled
from services.workflow.domain.dispute.parts import EvidenceFile, EvidenceKind
from tests.support.api import Api
from tests.support.builders import CENTRE
from tests.support.builders import COURT as BODY_OF_COURT
from tests.support.database import Databases
from tests.support.given_when_then import TODAY

FILE, UPLOAD, MESSAGE, SUBSCRIPTION, DELIVERY, CONTRADICTION = (
    UUID(f"77777777-7777-4777-8777-77777777777{n}") for n in range(6)
)
COURT, OTHER = partner_id("court"), partner_id("other-court")
FILED = EvidenceFiled(
    occurred_on=TODAY,
    evidence=1,
    kind=EvidenceKind.WAGE_RECORD,
    title="工资条.pdf",
    file=EvidenceFile(id=FILE, sha256="0" * 64, size=1, media_type="application/pdf"),
)
_FILES = """
INSERT INTO files.files (id, dispute, account, organisation, request_hash, kind, claims, size,
                         sha256, state, created_at, expires_at)
SELECT id, %(dispute)s, 'uploader', %(centre)s, '', 'other', '{}', 1, sha256(''), state, now(),
       now() + interval '1 day'
  FROM (VALUES (%(file)s::uuid, 'filed'), (%(upload)s::uuid, 'receiving')) AS new (id, state)
"""
_MESSAGE = """
INSERT INTO inbox.messages (id, partner, webhook_id, received_at, sent_at, body_hash, event_hash,
                            verdict, dispute)
VALUES (%(message)s, %(court)s, 'one', now(), now(), sha256(''), sha256(''), 'contradicts', %(dispute)s)
"""
_CONTRADICTION = """
INSERT INTO handoff.contradictions (id, body, dispute, offer, why, told, ours, found_at, told_at)
VALUES (%(contradiction)s, %(centre)s, %(dispute)s, 1, 'step',
        jsonb_build_object('dispute', %(dispute)s::text, 'offer', 1, 'step', 'received'),
        jsonb_build_object('dispute', %(dispute)s::text, 'offer', 1, 'result', 'contradiction',
                           'believed', 'received'), now(), now())
"""
_ITEM = """
INSERT INTO feed.items (partner, sequence, position, previous, dispute, kind, body, chain)
VALUES (%(court)s, 1, 1, 0, %(dispute)s, 'DisputeRegistered', '{}', sha256(''))
"""
_SUBSCRIPTION = """
INSERT INTO deliveries.subscriptions (id, partner, url, kinds, state, changed_at, created_at,
                                      from_position, planned_to)
VALUES (%(subscription)s, %(court)s, 'http://127.0.0.1:9/hooks', '{*}', 'active', now(), now(),
        0, 0)
"""
_ARRIVAL = """
INSERT INTO handoff.arrivals (partner, sequence, matter, offer, digest, kid, dispute, manifest,
                              record, receipt, at)
VALUES (%(court)s, 1, 'one', 1, sha256(''), 'key', %(dispute)s, '{}', %(record)s::text::jsonb,
        %(receipt)s, now())
"""
_DELIVERY = """
INSERT INTO deliveries.deliveries (id, subscription, partner, position, dispute, kind, state,
                                   planned_at, due_at)
VALUES (%(delivery)s, %(subscription)s, %(court)s, 1, %(dispute)s, 'DisputeRegistered', 'waiting',
        now(), now())
"""


def receipt(dispute: UUID) -> PackageReceipt:
    """For the package that the dispute came in by."""
    return PackageReceipt(
        matter="one",
        offer=1,
        step="registered",
        sequence=1,
        dispute=dispute,
        case_number="1",
        custodian=None,
        received="0" * 64,
        kid="key",
        at=datetime(2026, 3, 10, tzinfo=UTC),
        position=1,
    )


async def put_on_file(api: Api, databases: Databases, dispute: UUID, region: str) -> None:
    """Two partners, and of each kind of thing one that is about the dispute."""
    for code, kept in (("court", COURT), ("other-court", OTHER)):
        made = Partner(
            id=kept, code=code, kind=PartnerKind.COURT, zh="法院", region=region,
            organisation=BODY_OF_COURT, scopes=ALL_SCOPES, requests_per_minute=100_000,
        )  # fmt: skip
        await api.partners.profiles.save(made, by="test", what="made")
    record = await api.service.keyring.seal(
        await api.service.keyring.person_for(None), dispute, "package/record", '{"shared": {}}'
    )
    named = {
        "record": msgspec.json.encode(record).decode(), "receipt": msgspec.json.encode(receipt(dispute)),
        "dispute": dispute, "centre": CENTRE, "court": COURT, "file": FILE, "upload": UPLOAD,
        "message": MESSAGE, "contradiction": CONTRADICTION, "subscription": SUBSCRIPTION,
        "delivery": DELIVERY,
    }  # fmt: skip
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        for statement in (
            _FILES,
            _MESSAGE,
            _CONTRADICTION,
            _ITEM,
            _SUBSCRIPTION,
            _DELIVERY,
            _ARRIVAL,
        ):
            connection.execute(statement.encode(), named)
