"""Who the partners are, the secrets shared with each, and every change to either."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
GRANT USAGE ON SCHEMA partners TO fengqiao_app;

CREATE TABLE partners.partners (
    id                  uuid PRIMARY KEY,
    code                text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
    kind                text NOT NULL,
    zh                  text NOT NULL,
    organisation        uuid,
    region              text,
    scopes              text[] NOT NULL,
    fields              text[] NOT NULL,
    hidden_documents    text[] NOT NULL,
    requests_per_minute integer NOT NULL CHECK (requests_per_minute > 0),
    late_seconds        integer NOT NULL CHECK (late_seconds > 0),
    is_active           boolean NOT NULL,
    version             integer NOT NULL
);
COMMENT ON TABLE partners.partners IS 'systems of other bodies that call us or are called';
COMMENT ON COLUMN partners.partners.late_seconds IS
    'how old a signed message of the partner may be when it arrives: its own retry policy';

CREATE TABLE partners.secrets (
    id          uuid PRIMARY KEY,
    partner     uuid NOT NULL REFERENCES partners.partners,
    direction   text NOT NULL CHECK (direction IN ('in', 'out')),
    sealed      bytea NOT NULL,
    valid_from  timestamptz NOT NULL,
    valid_until timestamptz
);
CREATE INDEX secrets_of_partner ON partners.secrets (partner, direction, valid_from);
COMMENT ON TABLE partners.secrets IS 'webhook secrets, wrapped by the master key; old ones stay valid during rotation';

CREATE TABLE partners.changes (
    no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partner uuid NOT NULL,
    at      timestamptz NOT NULL,
    by      text NOT NULL,
    what    text NOT NULL,
    profile jsonb NOT NULL
);
COMMENT ON TABLE partners.changes IS 'the profile as it stood after each change, and who made it; no secret';

GRANT SELECT, INSERT, UPDATE ON partners.partners, partners.secrets TO fengqiao_app;
GRANT SELECT, INSERT ON partners.changes TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_TABLES)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE partners.changes, partners.secrets, partners.partners")
