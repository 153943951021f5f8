"""The day from which time alone changes a deadline, and lists of what moved over all disputes.

The next start computes every row anew and fills the day in.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STEPS = """
ALTER TABLE views.deadlines_due ADD COLUMN turns_on date;
COMMENT ON COLUMN views.deadlines_due.turns_on IS
    'from this day on it is computed anew with every day; none: time alone changes it no more';
CREATE INDEX deadlines_turning ON views.deadlines_due (turns_on, dispute)
 WHERE turns_on IS NOT NULL;
DROP INDEX views.deadlines_suspended;
CREATE INDEX ON views.deadline_moves (position, number);
CREATE INDEX ON views.deadline_moves (recorded_at);
CREATE INDEX ON views.deadline_moves USING gin ((relied_on -> 'bodies'));
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_STEPS)


def downgrade() -> None:
    raise NotImplementedError(
        "drop schema views and migrate again: everything in it can be rebuilt"
    )
