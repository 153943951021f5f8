"""Finds the few entries of calendars among all events, for every process that counts days."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("""
CREATE INDEX calendar_entries ON log.events (position) WHERE topic LIKE 'calendar:%';
COMMENT ON INDEX log.calendar_entries IS 'holiday notices as operators entered them';
""")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP INDEX log.calendar_entries")
