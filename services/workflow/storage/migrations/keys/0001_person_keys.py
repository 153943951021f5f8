"""Keys of persons, the exact index by which a person is found, and the journal of destroyed keys."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE keys.person_keys (
    person       uuid        PRIMARY KEY,
    wrapped_key  bytea,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))
);
COMMENT ON COLUMN keys.person_keys.wrapped_key IS 'data key under the master key; null once destroyed';

CREATE TABLE keys.secrets (
    name        text  PRIMARY KEY,
    wrapped_key bytea NOT NULL
);
COMMENT ON TABLE keys.secrets IS 'keys of the installation, under the master key: the index key';

CREATE TABLE keys.person_index (
    hmac   bytea NOT NULL,
    kind   text  NOT NULL CHECK (kind IN ('name', 'document')),
    person uuid  NOT NULL REFERENCES keys.person_keys,
    PRIMARY KEY (hmac, kind, person)
);
-- One person per document: two clerks who enter the same number at once get the same person.
CREATE UNIQUE INDEX one_person_per_document ON keys.person_index (hmac) WHERE kind = 'document';
CREATE INDEX person_index_person ON keys.person_index (person);

CREATE TABLE keys.journal (
    entry      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person     uuid        NOT NULL,
    act        text        NOT NULL CHECK (act IN ('created', 'destroyed')),
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE keys.journal IS
    'replayed over a restored backup before the service opens, so that an erasure survives it';

CREATE FUNCTION keys.note_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO keys.journal (person, act)
    VALUES (new.person, CASE WHEN new.destroyed_at IS NULL THEN 'created' ELSE 'destroyed' END);
    RETURN NULL;
END $$;
CREATE TRIGGER note_created AFTER INSERT ON keys.person_keys
    FOR EACH ROW EXECUTE FUNCTION keys.note_act();
CREATE TRIGGER note_destroyed AFTER UPDATE ON keys.person_keys
    FOR EACH ROW WHEN (old.destroyed_at IS NULL AND new.destroyed_at IS NOT NULL)
    EXECUTE FUNCTION keys.note_act();
"""

_PRIVILEGES = """
REVOKE ALL ON SCHEMA keys FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keys FROM PUBLIC;
GRANT USAGE ON SCHEMA keys TO fengqiao_app;
GRANT SELECT, INSERT ON keys.person_keys, keys.person_index, keys.secrets TO fengqiao_app;
GRANT UPDATE (wrapped_key, destroyed_at) ON keys.person_keys TO fengqiao_app;
GRANT DELETE ON keys.person_index TO fengqiao_app;
GRANT SELECT ON keys.journal TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_TABLES)
    op.execute(_PRIVILEGES)


def downgrade() -> None:
    raise NotImplementedError("a key taken away cannot be given back")
