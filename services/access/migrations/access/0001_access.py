"""Who calls: clients, signing keys, accounts, sessions, and every change to the lists of them."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_CLIENTS = """
GRANT USAGE ON SCHEMA access TO fengqiao_app;

CREATE TABLE access.clients (
    client_id    text PRIMARY KEY CHECK (client_id ~ '^cli_[a-z2-7]{20}$'),
    name         text NOT NULL,
    partner      text,
    role         text,
    organisation uuid,
    region       text,
    scopes       text[] NOT NULL,
    made_at      timestamptz NOT NULL,
    disabled_at  timestamptz,
    CHECK ((partner IS NULL) <> (role IS NULL))
);
COMMENT ON TABLE access.clients IS 'programs that get tokens by a secret of theirs (OAuth2 client credentials)';
COMMENT ON COLUMN access.clients.partner IS
    'code of the partner whose system it is: role, body and region are those of the partner';
CREATE TABLE access.client_secrets (
    hash        bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    client_id   text NOT NULL REFERENCES access.clients,
    made_at     timestamptz NOT NULL,
    valid_until timestamptz
);
CREATE INDEX secrets_of_client ON access.client_secrets (client_id);
COMMENT ON TABLE access.client_secrets IS 'SHA-256 of 32 random bytes; an old secret stays valid during rotation';

CREATE TABLE access.signing_keys (
    kid        text PRIMARY KEY,
    wrapped    bytea NOT NULL,
    public     jsonb NOT NULL,
    made_at    timestamptz NOT NULL,
    signs_from timestamptz NOT NULL,
    ends_at    timestamptz
);
COMMENT ON TABLE access.signing_keys IS
    'keys of our tokens, wrapped by the master key; verified with from made_at to ends_at';
CREATE TABLE access.secrets (
    name    text PRIMARY KEY,
    wrapped bytea NOT NULL
);
COMMENT ON TABLE access.secrets IS 'what the processes share besides: the secret under the forms of the pages';
"""
_PEOPLE = """
CREATE TABLE access.accounts (
    account       text PRIMARY KEY CHECK (account ~ '^[a-z0-9][a-z0-9._@-]{1,62}$'),
    name          text NOT NULL,
    password_hash text NOT NULL,
    role          text NOT NULL,
    organisation  uuid,
    region        text,
    mediator      uuid,
    must_change   boolean NOT NULL,
    failed        integer NOT NULL DEFAULT 0,
    locked_until  timestamptz,
    tokens_from   timestamptz,
    made_at       timestamptz NOT NULL,
    disabled_at   timestamptz
);
COMMENT ON COLUMN access.accounts.tokens_from IS
    'tokens issued before are void: the password was changed since';
COMMENT ON TABLE access.accounts IS 'people who sign in here, where no identity provider is set';

CREATE TABLE access.sessions (
    id       bytea PRIMARY KEY CHECK (octet_length(id) = 32),
    account  text NOT NULL,
    actor    jsonb,
    made_at  timestamptz NOT NULL,
    seen_at  timestamptz NOT NULL,
    ends_at  timestamptz NOT NULL
);
CREATE INDEX sessions_of_account ON access.sessions (account);
COMMENT ON COLUMN access.sessions.id IS 'SHA-256 of what the cookie says';
COMMENT ON COLUMN access.sessions.actor IS
    'as whom, as the identity provider told; none for an account of ours, which tells it anew each time';

CREATE TABLE access.signed_out (
    account text PRIMARY KEY,
    at      timestamptz NOT NULL
);
COMMENT ON TABLE access.signed_out IS
    'people whom an operator signed out, ours or the identity provider''s: tokens issued until then are void';

CREATE TABLE access.sign_ins_begun (
    state    bytea PRIMARY KEY CHECK (octet_length(state) = 32),
    visit    bytea NOT NULL,
    nonce    text NOT NULL,
    verifier text NOT NULL,
    onward   text NOT NULL,
    ends_at  timestamptz NOT NULL
);
COMMENT ON TABLE access.sign_ins_begun IS 'people now at the identity provider; each is taken once';

CREATE TABLE access.changes (
    no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    by      text NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('client', 'account', 'signing key')),
    subject text NOT NULL,
    what    text NOT NULL,
    detail  jsonb NOT NULL
);
CREATE INDEX changes_of_subject ON access.changes (kind, subject, no);
COMMENT ON TABLE access.changes IS 'who changed which client, account or key, and how it stood then; no secret';
"""
_RIGHTS = """
GRANT SELECT, INSERT, UPDATE ON access.clients, access.client_secrets, access.signing_keys,
    access.accounts, access.signed_out TO fengqiao_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON access.sessions, access.sign_ins_begun TO fengqiao_app;
GRANT SELECT, INSERT ON access.secrets, access.changes TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_CLIENTS)
    op.execute(_PEOPLE)
    op.execute(_RIGHTS)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP TABLE access.changes, access.sign_ins_begun, access.sessions")
    op.execute("DROP TABLE access.signed_out, access.accounts")
    op.execute("DROP TABLE access.secrets, access.signing_keys")
    op.execute("DROP TABLE access.client_secrets, access.clients")
