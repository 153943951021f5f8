"""Keys that sign packages, keys of partners, packages that came in, and what was refused or disagrees."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEYS = """
GRANT USAGE ON SCHEMA handoff TO fengqiao_app;

CREATE TABLE handoff.signing_keys (
    kid        text PRIMARY KEY,
    public     jsonb NOT NULL,
    sealed     bytea NOT NULL,
    made_at    timestamptz NOT NULL,
    retired_at timestamptz,
    revoked_at timestamptz,
    is_compromised boolean NOT NULL DEFAULT false,
    CHECK (retired_at IS NOT NULL OR revoked_at IS NULL),
    CHECK (revoked_at IS NOT NULL OR NOT is_compromised)
);
CREATE UNIQUE INDEX one_signs ON handoff.signing_keys ((retired_at IS NULL)) WHERE retired_at IS NULL;
COMMENT ON TABLE handoff.signing_keys IS
    'keys that sign packages, wrapped by the master key; public halves are told for ever';
COMMENT ON COLUMN handoff.signing_keys.is_compromised IS
    'somebody else may have signed with it, at any time: nothing counts that it signed';

CREATE TABLE handoff.partner_keys (
    partner  uuid NOT NULL,
    kid      text NOT NULL,
    public   jsonb NOT NULL,
    added_at timestamptz NOT NULL,
    added_by text NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (partner, kid)
);
COMMENT ON TABLE handoff.partner_keys IS 'public keys with which partners sign the packages they send';

GRANT SELECT, INSERT ON handoff.signing_keys, handoff.partner_keys TO fengqiao_app;
GRANT UPDATE (retired_at, revoked_at, is_compromised) ON handoff.signing_keys TO fengqiao_app;
GRANT UPDATE (ended_at) ON handoff.partner_keys TO fengqiao_app;
"""
_JOURNALS = """
CREATE TABLE handoff.arrivals (
    partner  uuid NOT NULL,
    sequence bigint NOT NULL,
    matter   text NOT NULL,
    offer    integer NOT NULL,
    digest   bytea NOT NULL,
    kid      text NOT NULL,
    dispute  uuid NOT NULL UNIQUE,
    manifest jsonb NOT NULL,
    record   jsonb NOT NULL,
    receipt  bytea NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (partner, sequence),
    UNIQUE (partner, matter, offer)
);
COMMENT ON TABLE handoff.arrivals IS 'packages that partners handed in, once each, with the receipt given';
COMMENT ON COLUMN handoff.arrivals.matter IS 'the id of the dispute in the system of the sender';
COMMENT ON COLUMN handoff.arrivals.record IS
    'the record without names and numbers of parties, under the key of the first claimant';

CREATE TABLE handoff.refusals (
    no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partner uuid NOT NULL,
    at      timestamptz NOT NULL,
    digest  bytea NOT NULL,
    size    bigint NOT NULL,
    codes   text[] NOT NULL
);
COMMENT ON TABLE handoff.refusals IS 'packages that were not taken: by whom, the hash of the bytes, why';

CREATE TABLE handoff.contradictions (
    no         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         uuid NOT NULL UNIQUE,
    body       uuid NOT NULL,
    dispute    uuid NOT NULL,
    offer      integer NOT NULL,
    why        text NOT NULL,
    told       jsonb NOT NULL,
    ours       jsonb NOT NULL,
    found_at   timestamptz NOT NULL,
    told_at    timestamptz NOT NULL,
    times      bigint NOT NULL DEFAULT 1,
    settled_at timestamptz,
    settled_by text,
    ground     text
);
CREATE UNIQUE INDEX one_is_open ON handoff.contradictions
    (body, dispute, why, (CASE WHEN why = 'offer' THEN 0 ELSE offer END)) WHERE settled_at IS NULL;
CREATE INDEX contradictions_of_dispute ON handoff.contradictions (dispute);
COMMENT ON TABLE handoff.contradictions IS
    'what two sides believe of an offer and cannot both be true, until somebody puts it away';
COMMENT ON INDEX handoff.one_is_open IS
    'whatever a body says of an offer, one waits for a person; of offers that we do not know, one';

CREATE VIEW handoff.exceptions AS
SELECT dispute, min(found_at) AS since, jsonb_agg(DISTINCT body) AS bodies
  FROM handoff.contradictions
 WHERE settled_at IS NULL
 GROUP BY dispute;
COMMENT ON VIEW handoff.exceptions IS 'disputes of which another body believes what cannot be true';

GRANT SELECT, INSERT ON handoff.arrivals, handoff.refusals, handoff.contradictions TO fengqiao_app;
GRANT UPDATE (offer, told, ours, told_at, times, settled_at, settled_by, ground)
   ON handoff.contradictions TO fengqiao_app;
GRANT SELECT ON handoff.exceptions TO fengqiao_app;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute(_KEYS)
    op.execute(_JOURNALS)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    op.execute("DROP VIEW handoff.exceptions")
    op.execute(
        "DROP TABLE handoff.contradictions, handoff.refusals, handoff.arrivals,"
        " handoff.partner_keys, handoff.signing_keys"
    )
