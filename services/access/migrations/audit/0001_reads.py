"""Who read what, when, and on which ground; rows are added and never changed."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_READS = """
GRANT USAGE ON SCHEMA audit TO fengqiao_app;

CREATE TABLE audit.reads (
    no           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    request      uuid NOT NULL,
    account      text NOT NULL,
    role         text NOT NULL,
    organisation uuid,
    region       text,
    on_behalf_of text,
    partner      text,
    operation    text NOT NULL,
    dispute      uuid,
    parameters   jsonb NOT NULL,
    status       smallint NOT NULL,
    ground       text,
    reason       text,
    results      integer
);
CREATE INDEX reads_of_dispute ON audit.reads (dispute, no) WHERE dispute IS NOT NULL;
CREATE INDEX reads_by_account ON audit.reads (account, no);
CREATE INDEX reads_by_day ON audit.reads (at);
COMMENT ON TABLE audit.reads IS 'reads and searches of the record; no personal name stands in it';
COMMENT ON COLUMN audit.reads.region IS 'of the caller, by its token';
COMMENT ON COLUMN audit.reads.parameters IS
    'of a search: ids, days, codes and numbers as sent; of any text that it was there';
COMMENT ON COLUMN audit.reads.ground IS 'the relation of the table of permissions; none for a refused read';

GRANT SELECT, INSERT ON audit.reads TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_READS)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE audit.reads")
