"""Imports that partners and clerks hand in: what came, sealed while it is needed, and what came of it."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
GRANT USAGE ON SCHEMA imports TO fengqiao_app;

CREATE TABLE imports.jobs (
    id               uuid PRIMARY KEY,
    no               bigint GENERATED ALWAYS AS IDENTITY,
    kind             text NOT NULL CHECK (kind IN ('ledger', 'applications')),
    actor            jsonb NOT NULL,
    importer         text NOT NULL,
    partner          text,
    request_hash     bytea NOT NULL,
    name             bytea,
    sha256           bytea NOT NULL,
    size             bigint NOT NULL,
    is_dry_run       boolean NOT NULL,
    wrapped_key      bytea,
    source           bytea,
    state            text NOT NULL DEFAULT 'waiting'
                     CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    is_unwanted      boolean NOT NULL DEFAULT false,
    stage            text NOT NULL DEFAULT '',
    done             integer NOT NULL DEFAULT 0,
    of               integer NOT NULL DEFAULT 0,
    counts           jsonb,
    fault_zh         text,
    fault_en         text,
    report_json      bytea,
    report_xlsx      bytea,
    attempts         integer NOT NULL DEFAULT 0,
    started_position bigint,
    turn             bigint,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    ended_at         timestamptz,
    CHECK (source IS NULL OR ended_at IS NULL)
);
CREATE INDEX jobs_to_do ON imports.jobs (no) WHERE state IN ('waiting', 'running');
CREATE INDEX jobs_of_a_file ON imports.jobs (importer, sha256);
CREATE INDEX jobs_by_turn ON imports.jobs (importer, turn);
CREATE SEQUENCE imports.turns;
COMMENT ON COLUMN imports.jobs.turn IS 'counts the attempts of all: whose last one is the longest ago is next';
COMMENT ON COLUMN imports.jobs.importer IS 'the body that imports; its source keys are its own';
COMMENT ON COLUMN imports.jobs.source IS 'what came in, sealed; taken away as soon as the job has ended';
COMMENT ON COLUMN imports.jobs.started_position IS 'head of the log before the first attempt: what is later and of this file is of this job';

CREATE TABLE imports.claims (
    job uuid PRIMARY KEY REFERENCES imports.jobs
);
COMMENT ON TABLE imports.claims IS 'locked by the worker that has the job; a worker that dies lets go';

GRANT SELECT, INSERT, UPDATE ON imports.jobs TO fengqiao_app;
GRANT USAGE ON SEQUENCE imports.turns TO fengqiao_app;
GRANT SELECT, INSERT, UPDATE ON imports.claims TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_TABLES)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE imports.claims, imports.jobs; DROP SEQUENCE imports.turns")
