"""Uploads, the parts they came in as, and what is stored: a key for each content, so that it can be erased."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
GRANT USAGE ON SCHEMA files TO fengqiao_app;

CREATE TABLE files.contents (
    id          uuid PRIMARY KEY,
    dispute     uuid NOT NULL,
    sha256      bytea NOT NULL CHECK (length(sha256) = 32),
    size        bigint NOT NULL CHECK (size > 0),
    media_type  text NOT NULL,
    scan        text NOT NULL CHECK (scan IN ('none', 'clean')),
    wrapped_key bytea,
    stored_at   timestamptz NOT NULL,
    erased_at   timestamptz,
    CHECK ((wrapped_key IS NULL) = (erased_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_content_of_a_dispute ON files.contents (dispute, sha256)
    WHERE erased_at IS NULL;
COMMENT ON TABLE files.contents IS 'what is stored of a dispute, by the SHA-256 of the plaintext; the bytes lie in the object store, sealed';
COMMENT ON COLUMN files.contents.wrapped_key IS 'data key under the master key; without it the objects are noise';

CREATE TABLE files.files (
    id           uuid PRIMARY KEY,
    dispute      uuid NOT NULL,
    account      text NOT NULL,
    organisation uuid,
    request_hash bytea NOT NULL,
    name         bytea,
    kind         text NOT NULL,
    party        integer,
    claims       integer[] NOT NULL,
    document     integer,
    size         bigint NOT NULL CHECK (size > 0),
    sha256       bytea NOT NULL CHECK (length(sha256) = 32),
    received     bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
    state        text NOT NULL DEFAULT 'receiving'
                 CHECK (state IN ('receiving', 'stored', 'filed', 'failed', 'quarantined', 'expired')),
    fault        text,
    media_type   text,
    scan         text,
    remarks      text[] NOT NULL DEFAULT '{}',
    wrapped_key  bytea,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX files_of_dispute ON files.files (dispute);
CREATE INDEX files_to_expire ON files.files (expires_at) WHERE wrapped_key IS NOT NULL;
COMMENT ON TABLE files.files IS 'uploads: declared, received in parts, checked, filed as evidence';
COMMENT ON COLUMN files.files.name IS 'sealed under the key of the upload; taken away once it stands, sealed, in the log';

CREATE TABLE files.parts (
    file   uuid NOT NULL REFERENCES files.files,
    start  bigint NOT NULL,
    size   integer NOT NULL CHECK (size > 0),
    object text NOT NULL,
    PRIMARY KEY (file, start)
);
COMMENT ON TABLE files.parts IS 'parts of an upload that is not stored yet, as objects sealed under its key';

GRANT SELECT, INSERT, UPDATE ON files.files, files.contents TO fengqiao_app;
GRANT SELECT, INSERT, DELETE ON files.parts TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_TABLES)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE files.parts, files.files, files.contents")
