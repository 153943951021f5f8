"""Who wants to be told of what, what was to be sent to whom, every attempt, and who changed what."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SUBSCRIPTIONS = """
GRANT USAGE ON SCHEMA deliveries TO fengqiao_app;

CREATE TABLE deliveries.subscriptions (
    id            uuid PRIMARY KEY,
    partner       uuid NOT NULL REFERENCES partners.partners,
    url           text NOT NULL,
    kinds         text[] NOT NULL,
    state         text NOT NULL CHECK (state IN ('active', 'paused', 'disabled', 'closed')),
    reason        text NOT NULL DEFAULT '',
    changed_at    timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    from_position bigint NOT NULL,
    planned_to    bigint NOT NULL,
    failures      integer NOT NULL DEFAULT 0,
    open_until    timestamptz,
    asked_until   timestamptz
);
CREATE INDEX subscriptions_of_partner ON deliveries.subscriptions (partner);
COMMENT ON COLUMN deliveries.subscriptions.planned_to IS
    'position of the last item of the feed for which it was decided whether it is delivered';
COMMENT ON COLUMN deliveries.subscriptions.failures IS 'attempts that failed since the last that did not';
COMMENT ON COLUMN deliveries.subscriptions.open_until IS
    'nothing is sent before: too much failed in a row; the next success ends it';
COMMENT ON COLUMN deliveries.subscriptions.asked_until IS
    'nothing is sent before: the other side asked for a pause, which no success ends';
"""

_DELIVERIES = """
CREATE TABLE deliveries.deliveries (
    id           uuid PRIMARY KEY,
    no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    subscription uuid NOT NULL REFERENCES deliveries.subscriptions,
    partner      uuid NOT NULL,
    position     bigint NOT NULL,
    dispute      uuid NOT NULL,
    kind         text NOT NULL,
    state        text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'held')),
    attempts     integer NOT NULL DEFAULT 0,
    step         integer NOT NULL DEFAULT 0,
    planned_at   timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    queued_until timestamptz,
    delivered_at timestamptz,
    last_status  integer,
    last_error   text,
    is_told      boolean NOT NULL DEFAULT true,
    UNIQUE (subscription, position),
    FOREIGN KEY (partner, position) REFERENCES feed.items (partner, position)
);
CREATE INDEX deliveries_due ON deliveries.deliveries (subscription, due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_out ON deliveries.deliveries (subscription)
    WHERE state = 'waiting' AND queued_until IS NOT NULL;
CREATE INDEX deliveries_in_order ON deliveries.deliveries (subscription, dispute, position)
    WHERE state IN ('waiting', 'held');
CREATE INDEX deliveries_of_partner ON deliveries.deliveries (partner, no);
CREATE INDEX deliveries_untold ON deliveries.deliveries (position) WHERE NOT is_told;
-- What was answered to an offer is looked for in the feed of the partner that it was sent to.
CREATE INDEX items_answering_offers ON feed.items (partner, dispute, position)
    WHERE kind IN ('ReferralReceived', 'ReferralAccepted', 'TransferAccepted', 'ReturnAccepted',
                   'ReferralRefused');
COMMENT ON TABLE deliveries.deliveries IS
    'one for each subscription and item of the feed; id is the webhook-id of every attempt';
COMMENT ON COLUMN deliveries.deliveries.step IS 'on the ladder of retries; a replay begins anew';
COMMENT ON COLUMN deliveries.deliveries.queued_until IS 'a job is out for it, which may be lost by then';
COMMENT ON COLUMN deliveries.deliveries.is_told IS 'the rest of the service knows that it was delivered';

CREATE TABLE deliveries.attempts (
    delivery     uuid NOT NULL REFERENCES deliveries.deliveries,
    no           integer NOT NULL,
    at           timestamptz NOT NULL,
    milliseconds integer NOT NULL,
    url          text NOT NULL,
    status       integer,
    error        text,
    headers      jsonb NOT NULL,
    answer       text NOT NULL,
    PRIMARY KEY (delivery, no)
);
COMMENT ON COLUMN deliveries.attempts.headers IS 'as sent, without the signature';
COMMENT ON COLUMN deliveries.attempts.answer IS 'how the answer begins, cleaned';

CREATE TABLE deliveries.journal (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    by           text NOT NULL,
    what         text NOT NULL,
    subscription uuid NOT NULL,
    delivery     uuid,
    told         text NOT NULL DEFAULT ''
);
CREATE INDEX journal_of_subscription ON deliveries.journal (subscription, no);

GRANT SELECT, INSERT, UPDATE ON deliveries.subscriptions, deliveries.deliveries TO fengqiao_app;
GRANT SELECT, INSERT ON deliveries.attempts, deliveries.journal TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_SUBSCRIPTIONS)
    op.execute(_DELIVERIES)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP INDEX feed.items_answering_offers")
    op.execute(
        "DROP TABLE deliveries.journal, deliveries.attempts, deliveries.deliveries,"
        " deliveries.subscriptions"
    )
