"""The event log: events, its head, command keys, and `log.append`, the only way in.

How one event is hashed (`log.events.hash`), integers big-endian:

    sha256( previous hash        32 bytes, zero for the first event
          | position              8 bytes
          | stream id            16 bytes
          | version               4 bytes, signed
          | recorded_at           8 bytes, microseconds since 2000-01-01T00:00:00Z
          | length of the topic   4 bytes, of its UTF-8 form
          | topic                 UTF-8
          | state )               as stored
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE log.events (
    position    bigint      PRIMARY KEY,
    prev        bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    stream_id   uuid        NOT NULL,
    version     integer     NOT NULL,
    topic       text        NOT NULL,
    state       bytea       NOT NULL,
    hash        bytea       NOT NULL,
    UNIQUE (stream_id, version)
);
COMMENT ON COLUMN log.events.position IS 'gapless along the log, from 1';
COMMENT ON COLUMN log.events.prev IS 'position of the event before; 0 for the first';
COMMENT ON COLUMN log.events.recorded_at IS 'never decreases along the log';

-- A row that counts on would be rewritten with every batch, and while any old snapshot lives its
-- dead versions pile up before every reader; the last event is found by one step into the index.
CREATE VIEW log.head AS
SELECT coalesce(e.position, 0) AS position,
       coalesce(e.recorded_at, '-infinity') AS recorded_at,
       coalesce(e.hash, decode(repeat('00', 32), 'hex')) AS hash
  FROM (VALUES (true)) AS one (row)
  LEFT JOIN LATERAL (SELECT position, recorded_at, hash FROM log.events
                      ORDER BY position DESC LIMIT 1) AS e ON true;

CREATE TABLE log.command_keys (
    key            uuid        PRIMARY KEY,
    recorded_at    timestamptz NOT NULL,
    first_position bigint      NOT NULL,
    last_position  bigint      NOT NULL CHECK (last_position >= first_position - 1),
    subject        uuid,
    request_hash   bytea       NOT NULL,
    answer         bytea       NOT NULL
);
COMMENT ON COLUMN log.command_keys.subject IS 'the stream that the key is kept as long as';
COMMENT ON COLUMN log.command_keys.last_position IS 'first_position - 1 for a command without events';
"""

_REFUSALS = """
CREATE FUNCTION log.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: the log is only ever added to',
        tg_op, tg_table_schema, tg_table_name USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON log.events
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER keys_stay BEFORE UPDATE OR TRUNCATE ON log.command_keys
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
"""

_PRIVILEGES = """
REVOKE ALL ON SCHEMA log FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT USAGE ON SCHEMA log TO fengqiao_app, fengqiao_projector;
GRANT SELECT ON log.events, log.head TO fengqiao_app, fengqiao_projector;
GRANT SELECT ON log.command_keys TO fengqiao_app;
GRANT EXECUTE ON FUNCTION log.append(
    uuid[], bytea[], bytea[], uuid[], integer[], uuid[], integer[], integer[], integer[],
    text[], bytea[]) TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_TABLES)
    op.execute(_REFUSALS)
    op.execute(Path(__file__).with_name("0001_append.sql").read_text(encoding="utf-8"))
    op.execute(_PRIVILEGES)


def downgrade() -> None:
    raise NotImplementedError("the log is never taken back")
