"""Open deadlines of disputes, the journal of what moved them, and open disputes that need a look.

They are computed from the list of disputes, the rules and the calendars, not folded from events:
one table each, which the keeper of deadlines brings up to date in place and can make from nothing.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_DUE = """
CREATE TABLE views.deadlines_due (
    dispute      uuid    NOT NULL,
    rule         text    NOT NULL,
    about        text    NOT NULL,
    case_number  text    NOT NULL,
    state        text    NOT NULL,
    region       text    NOT NULL,
    organisation uuid,
    body         uuid,
    mediator     uuid,
    is_own_duty  boolean NOT NULL,
    start_on     date    NOT NULL,
    due_natural  date    NOT NULL,
    due_rolled   date    NOT NULL,
    act_by       date    NOT NULL,
    provisional  boolean NOT NULL,
    calendar     text    NOT NULL,
    rule_pack    text    NOT NULL,
    status       text    NOT NULL CHECK (status IN ('running', 'suspended')),
    is_warning   boolean NOT NULL,
    lapse        text    NOT NULL,
    is_sample    boolean NOT NULL,
    position     bigint  NOT NULL,
    facts        jsonb   NOT NULL,
    PRIMARY KEY (dispute, rule, about)
);
COMMENT ON COLUMN views.deadlines_due.organisation IS 'the handler: whose people act in the dispute';
COMMENT ON COLUMN views.deadlines_due.body IS 'who must act, or see to it that others do';
COMMENT ON COLUMN views.deadlines_due.act_by IS 'last day of who must act: of the body for its own duty, of a party otherwise';
COMMENT ON COLUMN views.deadlines_due.status IS 'a running one has lapsed when due_rolled is past';
COMMENT ON COLUMN views.deadlines_due.calendar IS 'edition under which it was written; later ones changed nothing';
COMMENT ON COLUMN views.deadlines_due.lapse IS 'move that records its lapse; empty while suspended';
COMMENT ON COLUMN views.deadlines_due.position IS 'last event of the dispute when the row changed';
COMMENT ON COLUMN views.deadlines_due.facts IS 'what the clock rests on, every day a recorded fact';

CREATE INDEX ON views.deadlines_due (act_by, dispute, rule, about);
CREATE INDEX ON views.deadlines_due (organisation, act_by);
CREATE INDEX ON views.deadlines_due (body, act_by);
CREATE INDEX ON views.deadlines_due (mediator, act_by) WHERE mediator IS NOT NULL;
CREATE INDEX ON views.deadlines_due (region text_pattern_ops, act_by);
CREATE INDEX deadlines_to_lapse ON views.deadlines_due (due_rolled, dispute) WHERE lapse <> '';
CREATE INDEX deadlines_provisional ON views.deadlines_due (region text_pattern_ops, due_rolled)
 WHERE provisional;
CREATE INDEX deadlines_suspended ON views.deadlines_due (dispute) WHERE status = 'suspended';
"""
_MOVES = """
CREATE TABLE views.deadline_moves (
    number        bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispute       uuid    NOT NULL,
    rule          text    NOT NULL,
    about         text    NOT NULL,
    changes       text[]  NOT NULL,
    start_was     date,
    start_is      date,
    natural_was   date,
    natural_is    date,
    rolled_was    date,
    rolled_is     date,
    cause         text    NOT NULL,
    position      bigint  NOT NULL,
    recorded_at   timestamptz NOT NULL,
    calendar_was  text    NOT NULL,
    calendar_is   text    NOT NULL,
    rule_pack_was text    NOT NULL,
    rule_pack_is  text    NOT NULL,
    relied_on     jsonb   NOT NULL,
    UNIQUE (dispute, rule, about, position, cause, calendar_is, rule_pack_is)
);
COMMENT ON COLUMN views.deadline_moves.cause IS 'topic of the event, or calendar, rule_pack';
COMMENT ON COLUMN views.deadline_moves.position IS 'of the event; else how far the log was read';
COMMENT ON COLUMN views.deadline_moves.relied_on IS 'bodies with a part in it, and what had been computed from a corrected fact';
"""
_EXCEPTIONS = """
CREATE TABLE views.exceptions (
    dispute uuid  NOT NULL,
    code    text  NOT NULL,
    since   date  NOT NULL,
    detail  jsonb NOT NULL,
    PRIMARY KEY (dispute, code)
);
COMMENT ON TABLE views.exceptions IS 'what the state of an open dispute shows; time and quarantine are asked when read';
"""
_KEEPING = """
CREATE TABLE views.deadline_keeping (
    is_keeper boolean     PRIMARY KEY DEFAULT true CHECK (is_keeper),
    name      text        NOT NULL,
    version   integer     NOT NULL DEFAULT 0,
    position  bigint      NOT NULL DEFAULT 0,
    kept_on   date,
    calendars jsonb       NOT NULL DEFAULT '{}',
    beat_at   timestamptz NOT NULL
);
COMMENT ON COLUMN views.deadline_keeping.version IS 'of the way in which the rows were computed';
COMMENT ON COLUMN views.deadline_keeping.position IS 'up to this event of the log the rows are right';
COMMENT ON COLUMN views.deadline_keeping.kept_on IS 'legal day up to which open suspensions are counted';
COMMENT ON COLUMN views.deadline_keeping.calendars IS 'the calendars that the rows are right under';
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '3s'")
    for tables in (_DUE, _MOVES, _EXCEPTIONS, _KEEPING):
        op.execute(tables)
    op.execute("CREATE INDEX ON views.deadline_moves (dispute, number)")


def downgrade() -> None:
    raise NotImplementedError(
        "drop schema views and migrate again: everything in it can be rebuilt"
    )
