"""What each partner was told, how far the log was looked through for it, and what holds that up."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
GRANT USAGE ON SCHEMA feed TO fengqiao_app;

CREATE TABLE feed.items (
    partner  uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    position bigint NOT NULL CHECK (position > previous),
    previous bigint NOT NULL CHECK (previous >= 0),
    dispute  uuid NOT NULL,
    kind     text NOT NULL,
    body     bytea NOT NULL,
    chain    bytea NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (partner, sequence),
    UNIQUE (partner, position)
);
COMMENT ON TABLE feed.items IS 'what each partner was told; written once, never changed';
COMMENT ON COLUMN feed.items.position IS 'of the event in the log';
COMMENT ON COLUMN feed.items.previous IS 'position of the item before; 0 for the first';
COMMENT ON COLUMN feed.items.body IS 'CloudEvents JSON: the very bytes that are read and sent';
COMMENT ON COLUMN feed.items.chain IS
    'SHA-256 over the chain before (32 zero bytes for the first), sequence and position as 8 bytes each, SHA-256 of the body';

CREATE TABLE feed.marks (
    partner       uuid PRIMARY KEY,
    position      bigint NOT NULL,
    sequence      bigint NOT NULL,
    last_position bigint NOT NULL CHECK (last_position <= position),
    chain         bytea NOT NULL CHECK (length(chain) = 32)
);
COMMENT ON TABLE feed.marks IS 'up to where the log was looked through for a partner, and its last item';

CREATE TABLE feed.held (
    position bigint PRIMARY KEY,
    topic    text NOT NULL,
    error    text NOT NULL,
    since    timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE feed.held IS
    'events before which feeds wait, as this release cannot read them; empty while none does';

GRANT SELECT, INSERT ON feed.items TO fengqiao_app;
GRANT SELECT, INSERT, DELETE ON feed.held TO fengqiao_app;
GRANT SELECT, INSERT, UPDATE ON feed.marks TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_TABLES)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE feed.items, feed.marks, feed.held")
