"""What people did about the tasks of disputes.

No event about tasks was recorded before: the new model begins where the others are.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = """
    desk     uuid   PRIMARY KEY,
    dispute  uuid   NOT NULL UNIQUE,
    position bigint NOT NULL,
    tasks    jsonb  NOT NULL,
    record   bytea  NOT NULL
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for place in "ab":
        table = f"tasks_v1_{place}"
        op.execute(f"CREATE TABLE views.{table} ({_COLUMNS})")
        op.execute(f"ALTER TABLE views.{table} SET (fillfactor = 80)")
        op.execute(
            "INSERT INTO views.positions (table_name, view, version, is_live, position)"
            f" SELECT '{table}', 'tasks', 1, {place == 'a'}, coalesce(min(position), 0)"
            " FROM views.positions WHERE is_live"
        )
    op.execute("CREATE VIEW views.tasks AS SELECT * FROM views.tasks_v1_a")
    # What is due first first: a page of the list reads no more rows than it shows.
    op.execute(
        "CREATE INDEX deadlines_by_last_day ON views.deadlines_due"
        " ((CASE WHEN is_own_duty THEN act_by ELSE due_rolled END), dispute)"
    )


def downgrade() -> None:
    raise NotImplementedError(
        "drop schema views and migrate again: everything in it can be rebuilt"
    )
