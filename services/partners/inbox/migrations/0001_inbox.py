"""What partners reported: each message with its verdict for ever, what was done about it, what was refused."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MESSAGES = """
GRANT USAGE ON SCHEMA inbox TO fengqiao_app;

CREATE TABLE inbox.messages (
    no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          uuid        NOT NULL UNIQUE,
    partner     uuid        NOT NULL,
    webhook_id  text        NOT NULL,
    received_at timestamptz NOT NULL,
    sent_at     timestamptz NOT NULL,
    body_hash   bytea       NOT NULL,
    source      text,
    event_id    text,
    event_hash  bytea,
    move        text,
    subject     text,
    happened_at timestamptz,
    repeats     uuid,
    faults      jsonb       NOT NULL DEFAULT '[]',
    verdict     text        NOT NULL,
    dispute     uuid,
    number      text,
    tried_at_version integer NOT NULL DEFAULT 0,
    tries       integer     NOT NULL DEFAULT 0,
    retry_at    timestamptz,
    waits_since timestamptz,
    put_off_since timestamptz,
    needs_look  boolean     NOT NULL DEFAULT false,
    looked_for_since timestamptz,
    refusal     jsonb,
    position    bigint,
    sealed      bytea,
    wrapped_key bytea,
    UNIQUE (partner, webhook_id)
);
CREATE UNIQUE INDEX one_event ON inbox.messages (partner, source, event_id)
    WHERE repeats IS NULL AND event_hash IS NOT NULL;
CREATE INDEX lanes ON inbox.messages
       ((coalesce(dispute::text, partner::text || ' ' || subject)), happened_at, no)
    WHERE verdict IN ('stored', 'parked', 'unknown_dispute') AND repeats IS NULL;
CREATE INDEX of_dispute ON inbox.messages (dispute, no) WHERE dispute IS NOT NULL;
CREATE INDEX of_subject ON inbox.messages (partner, subject) WHERE verdict = 'applied';
CREATE INDEX of_number ON inbox.messages (partner, number) WHERE number IS NOT NULL;
CREATE INDEX to_look_at ON inbox.messages (dispute) WHERE needs_look;
COMMENT ON TABLE inbox.messages IS 'signed messages of partners; ids, hash and verdict are kept for ever';
COMMENT ON COLUMN inbox.messages.webhook_id IS 'the sender''s id of the message, by which a repeat is known';
COMMENT ON COLUMN inbox.messages.event_hash IS
    'of the event in canonical form, however it was written; none where it is not usable';
COMMENT ON COLUMN inbox.messages.number IS
    'the number that the sender gave the matter in it: a later message may name it as its subject';
COMMENT ON COLUMN inbox.messages.repeats IS 'the first message with the same event, whose verdict it shares';
COMMENT ON COLUMN inbox.messages.sealed IS
    'the body under a key of its own, wrapped by the master key; until it is applied or dismissed';
"""

_JOURNALS = """
CREATE TABLE inbox.acts (
    no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message     uuid        NOT NULL,
    at          timestamptz NOT NULL,
    by          text        NOT NULL,
    what        text        NOT NULL,
    sealed      bytea,
    wrapped_key bytea
);
CREATE INDEX acts_of_message ON inbox.acts (message, no);
COMMENT ON TABLE inbox.acts IS 'what became of a message, and at whose hands; a reason is sealed like a body';

CREATE TABLE inbox.refused (
    no        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    partner   text        NOT NULL,
    reason    text        NOT NULL,
    body_hash bytea       NOT NULL
);
COMMENT ON TABLE inbox.refused IS 'messages that nobody known has signed: the first of each minute';

CREATE TABLE inbox.refused_counts (
    minute  timestamptz NOT NULL,
    partner text        NOT NULL,
    reason  text        NOT NULL,
    count   bigint      NOT NULL,
    PRIMARY KEY (minute, partner, reason)
);
COMMENT ON TABLE inbox.refused_counts IS 'how many there were; partners that are not known count together';
"""

_VIEWS = """
CREATE VIEW inbox.exceptions AS
SELECT dispute, min(looked_for_since) AS since, count(*) AS messages
  FROM inbox.messages
 WHERE needs_look AND dispute IS NOT NULL
 GROUP BY dispute;
COMMENT ON VIEW inbox.exceptions IS 'disputes with reports that wait for a person';
"""

_PRIVILEGES = """
GRANT SELECT, INSERT ON inbox.messages, inbox.acts, inbox.refused TO fengqiao_app;
GRANT UPDATE (verdict, dispute, number, tried_at_version, tries, retry_at, waits_since, put_off_since,
              needs_look, looked_for_since, refusal, position, sealed, wrapped_key)
   ON inbox.messages TO fengqiao_app;
GRANT SELECT, INSERT, UPDATE ON inbox.refused_counts TO fengqiao_app;
GRANT SELECT ON inbox.exceptions TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for part in (_MESSAGES, _JOURNALS, _VIEWS, _PRIVILEGES):
        op.execute(part)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP VIEW inbox.exceptions")
    op.execute("DROP TABLE inbox.messages, inbox.acts, inbox.refused, inbox.refused_counts")
