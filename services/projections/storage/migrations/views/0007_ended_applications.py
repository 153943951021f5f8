"""Version 4 of the list of disputes: courts and commissions stay involved when an application ended.

The columns are those of version 3. Where nothing was read into the old table yet, the new one is
shown at once. Otherwise the old one stays until `fengqiao projections rebuild` has filled the new.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# As in revision 0002: half a page is left free for the next version of a row.
_TABLE = """
CREATE TABLE views.dispute_list_v4_{place} (LIKE views.dispute_list_v3_{place} INCLUDING ALL);
ALTER TABLE views.dispute_list_v4_{place} SET (toast_tuple_target = 8160, fillfactor = 50);
INSERT INTO views.positions (table_name, view, version)
VALUES ('dispute_list_v4_{place}', 'dispute_list', 4);
"""

_SHOW = """
DO $$
BEGIN
    IF (SELECT position FROM views.positions WHERE view = 'dispute_list' AND is_live) = 0 THEN
        PERFORM views.swap('dispute_list_v4_a');
    END IF;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for place in "ab":
        op.execute(_TABLE.format(place=place))
    op.execute(_SHOW)


def downgrade() -> None:
    raise NotImplementedError(
        "drop schema views and migrate again: everything in it can be rebuilt"
    )
