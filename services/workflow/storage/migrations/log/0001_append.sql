-- log.append: the only writer of the log. One call stores one batch of commands.
--
-- Command i has a key (or NULL), the hash of its request, the answer a repeat will get, the
-- subject its key is kept as long as, and p_writes[i] writes; a write names a stream by its
-- number in p_streams (each stream once), the version expected and how many events follow it;
-- topics and states are those events, one after another in the same order.
--
-- One row per command, in order. outcome:
--   stored    its events have the positions first_position .. last_position
--   repeat    the key stands with the same request: its stored positions, instant and answer
--   reused    the key stands with another request; nothing stored
--   conflict  stream_id is at current_version; nothing stored of this command, the rest of the
--             batch is untouched
-- An empty stream accepts 0 (first version 1) or -1 (first version 0).
CREATE FUNCTION log.append(
    p_keys           uuid[],
    p_hashes         bytea[],
    p_answers        bytea[],
    p_subjects       uuid[],
    p_writes         integer[],
    p_streams        uuid[],
    p_write_stream   integer[],
    p_write_expected integer[],
    p_write_events   integer[],
    p_topics         text[],
    p_states         bytea[]
) RETURNS TABLE (
    outcome         text,
    first_position  bigint,
    last_position   bigint,
    recorded_at     timestamptz,
    answer          bytea,
    stream_id       uuid,
    current_version integer
)
LANGUAGE plpgsql SECURITY DEFINER
-- Plans are made once, while the tables may still be empty: never a scan of the whole table.
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
    n_commands CONSTANT integer := cardinality(p_writes);
    n_events   CONSTANT integer := cardinality(p_states);
    v_start        bigint;          -- the head before this batch
    v_position     bigint;
    v_hash         bytea;
    v_before_hash  bytea;           -- the hash before the present command
    v_before_event integer;         -- the last event before it
    v_now          timestamptz;
    v_now_bytes    bytea;
    v_current      integer[];       -- version per stream, moving on as commands of the batch win
    v_before       integer[];       -- the same before the present command
    v_some_stored  boolean;         -- whether any key of the batch stands already
    v_stored       record;
    v_write        integer := 0;    -- last write of the present command
    v_event        integer := 0;    -- last event of the writes so far
    v_stream       integer;
    v_stream_bytes bytea;
    v_version      integer;
    -- Per command; those below the line are only made when one does not simply win.
    c_outcome text[]   := array_fill('stored'::text, ARRAY[n_commands]);
    c_first   bigint[] := array_fill(NULL::bigint, ARRAY[n_commands]);
    c_last    bigint[] := c_first;
    --
    c_at      timestamptz[];
    c_answer  bytea[];
    c_stream  uuid[];
    c_current integer[];
    -- Per event; without a position it is not stored.
    e_position bigint[] := array_fill(NULL::bigint, ARRAY[n_events]);
    e_stream  uuid[]    := array_fill(NULL::uuid, ARRAY[n_events]);
    e_version integer[] := array_fill(NULL::integer, ARRAY[n_events]);
    e_hash    bytea[]   := array_fill(NULL::bytea, ARRAY[n_events]);
BEGIN
    PERFORM pg_advisory_xact_lock(7378424955079844207);  -- 'fengqiao': one batch at a time
    SELECT h.position, h.hash, greatest(clock_timestamp(), h.recorded_at),
           EXISTS (SELECT FROM log.command_keys AS k WHERE k.key = ANY (p_keys)),
           ARRAY (SELECT (SELECT e.version FROM log.events AS e WHERE e.stream_id = s.id
                           ORDER BY e.version DESC LIMIT 1)
                    FROM unnest(p_streams) AS s (id))
      INTO STRICT v_start, v_hash, v_now, v_some_stored, v_current FROM log.head AS h;
    v_position := v_start;
    v_now_bytes := timestamptz_send(v_now);

    <<command>>
    FOR i IN 1 .. n_commands LOOP
        v_write := v_write + p_writes[i];

        -- A key that stands, or stands since a command of this batch.
        IF v_some_stored OR array_position(p_keys, p_keys[i]) < i THEN
            SELECT s.* INTO v_stored FROM (
                SELECT k.request_hash, k.first_position, k.last_position, k.recorded_at, k.answer
                  FROM log.command_keys AS k WHERE k.key = p_keys[i]
                UNION ALL
                SELECT t.hash, t.first, t.last, v_now, t.answer
                  FROM unnest(p_keys, p_hashes, p_answers, c_outcome, c_first, c_last)
                       WITH ORDINALITY AS t (key, hash, answer, outcome, first, last, number)
                 WHERE t.key = p_keys[i] AND t.number < i AND t.outcome = 'stored'
            ) AS s LIMIT 1;
            IF FOUND THEN
                IF v_stored.request_hash <> p_hashes[i] THEN
                    c_outcome[i] := 'reused';
                ELSE
                    IF c_at IS NULL THEN
                        c_at := array_fill(NULL::timestamptz, ARRAY[n_commands]);
                        c_answer := array_fill(NULL::bytea, ARRAY[n_commands]);
                    END IF;
                    c_outcome[i] := 'repeat';
                    c_first[i] := v_stored.first_position;
                    c_last[i] := v_stored.last_position;
                    c_at[i] := v_stored.recorded_at;
                    c_answer[i] := v_stored.answer;
                END IF;
                FOR w IN v_write - p_writes[i] + 1 .. v_write LOOP
                    v_event := v_event + p_write_events[w];
                END LOOP;
                CONTINUE command;
            END IF;
        END IF;

        c_first[i] := v_position + 1;
        v_before_hash := v_hash;
        v_before_event := v_event;
        IF p_writes[i] > 1 THEN
            v_before := v_current;
        END IF;
        FOR w IN v_write - p_writes[i] + 1 .. v_write LOOP
            v_stream := p_write_stream[w];
            v_version := p_write_expected[w];
            IF v_version <> coalesce(v_current[v_stream], least(greatest(v_version, -1), 0)) THEN
                IF c_stream IS NULL THEN
                    c_stream := array_fill(NULL::uuid, ARRAY[n_commands]);
                    c_current := array_fill(NULL::integer, ARRAY[n_commands]);
                END IF;
                c_outcome[i] := 'conflict';
                c_stream[i] := p_streams[v_stream];
                c_current[i] := coalesce(v_current[v_stream], 0);
                -- Take back what the writes of this command before this one have done.
                FOR e IN v_before_event + 1 .. v_event LOOP
                    e_position[e] := NULL;
                END LOOP;
                IF p_writes[i] > 1 THEN
                    v_current := v_before;
                END IF;
                v_event := v_before_event;
                FOR skipped IN v_write - p_writes[i] + 1 .. v_write LOOP
                    v_event := v_event + p_write_events[skipped];
                END LOOP;
                v_hash := v_before_hash;
                v_position := c_first[i] - 1;
                c_first[i] := NULL;
                CONTINUE command;
            END IF;

            v_stream_bytes := uuid_send(p_streams[v_stream]);
            FOR e IN v_event + 1 .. v_event + p_write_events[w] LOOP
                v_position := v_position + 1;
                v_version := v_version + 1;
                v_hash := sha256(v_hash || int8send(v_position) || v_stream_bytes
                    || int4send(v_version) || v_now_bytes || int4send(octet_length(p_topics[e]))
                    || convert_to(p_topics[e], 'UTF8') || p_states[e]);
                e_position[e] := v_position;
                e_stream[e] := p_streams[v_stream];
                e_version[e] := v_version;
                e_hash[e] := v_hash;
                v_current[v_stream] := v_version;
            END LOOP;
            v_event := v_event + p_write_events[w];
        END LOOP;
        c_last[i] := v_position;
    END LOOP;

    IF v_position > v_start THEN
        PERFORM pg_notify('log', v_position::text);
    END IF;
    -- Arrays by subscript: unnest() of so many would make a tuple store of each.
    RETURN QUERY
    WITH stored AS (
        INSERT INTO log.events
               (position, prev, recorded_at, stream_id, version, topic, state, hash)
        SELECT e_position[e], e_position[e] - 1, v_now, e_stream[e], e_version[e], p_topics[e],
               p_states[e], e_hash[e]
          FROM generate_series(1, n_events) AS e WHERE e_position[e] IS NOT NULL
    ), kept AS (
        INSERT INTO log.command_keys
               (key, recorded_at, first_position, last_position, subject, request_hash, answer)
        SELECT p_keys[c], v_now, c_first[c], c_last[c], p_subjects[c], p_hashes[c], p_answers[c]
          FROM generate_series(1, n_commands) AS c
         WHERE c_outcome[c] = 'stored' AND p_keys[c] IS NOT NULL
    )
    SELECT c_outcome[c], c_first[c], c_last[c], coalesce(c_at[c], v_now), c_answer[c],
           c_stream[c], c_current[c]
      FROM generate_series(1, n_commands) AS c;
END $$;
