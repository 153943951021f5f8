"""How far readers through the `eventsourcing` library have come: one row per reader and source."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("""
CREATE TABLE log.library_positions (
    reader           text   NOT NULL,
    application_name text   NOT NULL,
    notification_id  bigint NOT NULL,
    PRIMARY KEY (reader, application_name)
) WITH (fillfactor = 50);
COMMENT ON TABLE log.library_positions IS
    'tracking records of the eventsourcing library; our own read models keep theirs in views';
GRANT SELECT, INSERT, UPDATE ON log.library_positions TO fengqiao_app, fengqiao_projector;
""")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE log.library_positions")
