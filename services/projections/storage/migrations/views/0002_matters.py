"""Version 2 of the list and of the facts.

Employers by key, parts of a matter, what became of each claim; offers, sessions, documents and
applications of each dispute, as lists of their own.

Where nothing was read into the old tables yet, the new ones are shown at once. Otherwise the old
ones stay until `fengqiao projections rebuild` has filled the new.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MODELS = {
    "dispute_list_v2": """
        dispute        uuid   PRIMARY KEY,
        first_position bigint NOT NULL,
        position       bigint NOT NULL,
        version        integer NOT NULL,
        case_number    text   NOT NULL,
        state          text   NOT NULL,
        region         text   NOT NULL,
        organisation   uuid,
        custodian      uuid,
        mediator       uuid,
        channel        text   NOT NULL,
        mandate        text   NOT NULL,
        claim_kind     text   NOT NULL,
        amount         bigint,
        worker_count   integer NOT NULL,
        received_on    date   NOT NULL,
        updated_on     date   NOT NULL,
        outcome        text,
        leader         uuid,
        is_sample      boolean NOT NULL,
        involved       uuid[] NOT NULL,
        people         uuid[] NOT NULL,
        employers      text[] NOT NULL,
        employer_keys  text[] NOT NULL,
        numbers        text[] NOT NULL,
        pending_before uuid,
        is_breached    boolean NOT NULL,
        handovers      jsonb  NOT NULL,
        sittings       jsonb  NOT NULL,
        documents      jsonb  NOT NULL,
        reinforcements jsonb  NOT NULL,
        record         bytea  NOT NULL
    """,
    "dispute_facts_v2": """
        dispute      uuid    PRIMARY KEY,
        position     bigint  NOT NULL,
        dated_on     date    NOT NULL,
        region       text    NOT NULL,
        organisation uuid,
        leader       uuid,
        worker_count integer NOT NULL,
        is_sample    boolean NOT NULL,
        record       bytea   NOT NULL
    """,
}

_INDEXES = {
    "dispute_list_v2": (
        "(received_on, dispute)",
        "(case_number)",
        "(region text_pattern_ops, received_on, dispute)",
        "(leader) WHERE leader IS NOT NULL",
        "USING gin (involved)",
        "USING gin (people)",
        "USING gin (employers)",
        "USING gin (employer_keys)",
        "USING gin (numbers)",
        "(pending_before) WHERE pending_before IS NOT NULL",
        "USING gin (handovers jsonb_path_ops)",
        "USING gin (sittings jsonb_path_ops)",
        "USING gin (documents jsonb_path_ops)",
        "USING gin (reinforcements jsonb_path_ops)",
    ),
    "dispute_facts_v2": ("(region text_pattern_ops)", "(leader) WHERE leader IS NOT NULL"),
}

# As in revision 0001: ciphertext does not compress, and half a page is left free for the list.
_STORAGE = """
ALTER TABLE views.{table} ALTER COLUMN record SET STORAGE EXTERNAL;
ALTER TABLE views.{table} SET (toast_tuple_target = 8160, fillfactor = {fillfactor});
"""
_FILLFACTOR = {"dispute_list_v2": 50, "dispute_facts_v2": 80}

_SHOW = """
DO $$
BEGIN
    IF (SELECT position FROM views.positions WHERE view = '{view}' AND is_live) = 0 THEN
        PERFORM views.swap('{table}');
    END IF;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for model, columns in _MODELS.items():
        view, _, version = model.rpartition("_v")
        for place in "ab":
            table = f"{model}_{place}"
            op.execute(f"CREATE TABLE views.{table} ({columns})")
            for index in _INDEXES[model]:
                op.execute(f"CREATE INDEX ON views.{table} {index}")
            op.execute(_STORAGE.format(table=table, fillfactor=_FILLFACTOR[model]))
            op.execute(
                "INSERT INTO views.positions (table_name, view, version)"
                f" VALUES ('{table}', '{view}', {version})"
            )
        op.execute(_SHOW.format(view=view, table=f"{model}_a"))


def downgrade() -> None:
    raise NotImplementedError(
        "drop schema views and migrate again: everything in it can be rebuilt"
    )
