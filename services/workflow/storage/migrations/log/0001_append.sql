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
    p_keys        uuid[],
    p_hashes      bytea[],
    p_answers     bytea[],
    p_subjects    uuid[],
    p_writes      integer[],
    p_streams     uuid[],
    p_write_stream   integer[],
    p_write_expected integer[],
    p_write_events   integer[],
    p_topics      text[],
    p_states      bytea[]
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
    v_now       timestamptz;
    v_now_bytes bytea;
    v_hash      bytea;
    v_position  bigint;
    v_first     bigint;
    v_current   integer[];
    v_before    integer[] := array_fill(NULL::integer, ARRAY[cardinality(p_write_stream)]);
    v_version   integer;
    v_stream    integer;
    v_stream_bytes bytea;
    v_write     integer := 0;
    v_last_write integer := 0;
    v_event     integer := 0;
    v_twin      integer;
    v_lost      boolean;
    v_stored    record;
    -- per command
    c_outcome text[]        := array_fill(NULL::text, ARRAY[n_commands]);
    c_first   bigint[]      := array_fill(NULL::bigint, ARRAY[n_commands]);
    c_last    bigint[]      := array_fill(NULL::bigint, ARRAY[n_commands]);
    c_at      timestamptz[] := array_fill(NULL::timestamptz, ARRAY[n_commands]);
    c_answer  bytea[]       := array_fill(NULL::bytea, ARRAY[n_commands]);
    c_stream  uuid[]        := array_fill(NULL::uuid, ARRAY[n_commands]);
    c_current integer[]     := array_fill(NULL::integer, ARRAY[n_commands]);
    -- per first command of a key: the command whose receipt stands under it, 0 for one stored before
    c_holder  integer[]     := array_fill(NULL::integer, ARRAY[n_commands]);
    c_hash    bytea[]       := array_fill(NULL::bytea, ARRAY[n_commands]);
    -- per event
    e_position bigint[]  := array_fill(NULL::bigint, ARRAY[n_events]);
    e_stream   uuid[]    := array_fill(NULL::uuid, ARRAY[n_events]);
    e_version  integer[] := array_fill(NULL::integer, ARRAY[n_events]);
    e_hash     bytea[]   := array_fill(NULL::bytea, ARRAY[n_events]);
BEGIN
    PERFORM pg_advisory_xact_lock(7378424955079844207);  -- 'fengqiao': one batch at a time
    SELECT h.position, h.hash, greatest(clock_timestamp(), h.recorded_at)
      INTO STRICT v_position, v_hash, v_now FROM log.head AS h;
    v_now_bytes := timestamptz_send(v_now);
    v_first := v_position;

    FOR v_stored IN SELECT * FROM log.command_keys AS k WHERE k.key = ANY (p_keys) LOOP
        v_twin := array_position(p_keys, v_stored.key);
        c_holder[v_twin] := 0;
        c_hash[v_twin] := v_stored.request_hash;
        c_first[v_twin] := v_stored.first_position;
        c_last[v_twin] := v_stored.last_position;
        c_at[v_twin] := v_stored.recorded_at;
        c_answer[v_twin] := v_stored.answer;
    END LOOP;
    v_current := ARRAY(
        SELECT (SELECT e.version FROM log.events AS e WHERE e.stream_id = s.id
                ORDER BY e.version DESC LIMIT 1)
          FROM unnest(p_streams) AS s (id));

    FOR i IN 1 .. n_commands LOOP
        v_write := v_last_write;
        v_last_write := v_write + p_writes[i];

        v_twin := array_position(p_keys, p_keys[i]);
        IF p_keys[i] IS NOT NULL AND c_holder[v_twin] IS NOT NULL THEN
            IF c_holder[v_twin] > 0 THEN
                c_hash[v_twin] := p_hashes[c_holder[v_twin]];
                c_answer[v_twin] := p_answers[c_holder[v_twin]];
                c_first[v_twin] := c_first[c_holder[v_twin]];
                c_last[v_twin] := c_last[c_holder[v_twin]];
                c_at[v_twin] := v_now;
            END IF;
            IF c_hash[v_twin] = p_hashes[i] THEN
                c_outcome[i] := 'repeat';
                c_first[i] := c_first[v_twin];
                c_last[i] := c_last[v_twin];
                c_at[i] := c_at[v_twin];
                c_answer[i] := c_answer[v_twin];
            ELSE
                c_outcome[i] := 'reused';
            END IF;
        END IF;

        -- Check, and take the versions; give them back when a later write of the command loses.
        v_lost := c_outcome[i] IS NOT NULL;
        IF NOT v_lost THEN
            FOR w IN v_write + 1 .. v_last_write LOOP
                v_stream := p_write_stream[w];
                v_before[w] := v_current[v_stream];
                IF v_before[w] = p_write_expected[w]
                   OR v_before[w] IS NULL AND p_write_expected[w] BETWEEN -1 AND 0 THEN
                    v_current[v_stream] := p_write_expected[w] + p_write_events[w];
                ELSE
                    v_lost := true;
                    c_outcome[i] := 'conflict';
                    c_stream[i] := p_streams[v_stream];
                    c_current[i] := coalesce(v_before[w], 0);
                    FOR undone IN REVERSE w - 1 .. v_write + 1 LOOP
                        v_current[p_write_stream[undone]] := v_before[undone];
                    END LOOP;
                    EXIT;
                END IF;
            END LOOP;
        END IF;
        IF v_lost THEN
            FOR w IN v_write + 1 .. v_last_write LOOP
                v_event := v_event + p_write_events[w];
            END LOOP;
            CONTINUE;
        END IF;

        c_outcome[i] := 'stored';
        c_first[i] := v_position + 1;
        FOR w IN v_write + 1 .. v_last_write LOOP
            v_stream := p_write_stream[w];
            v_stream_bytes := uuid_send(p_streams[v_stream]);
            v_version := p_write_expected[w];
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
            END LOOP;
            v_event := v_event + p_write_events[w];
        END LOOP;
        c_last[i] := v_position;
        c_at[i] := v_now;
        IF p_keys[i] IS NOT NULL THEN
            c_holder[v_twin] := i;
        END IF;
    END LOOP;

    INSERT INTO log.command_keys
           (key, recorded_at, first_position, last_position, subject, request_hash, answer)
    SELECT c.key, c.at, c.first, c.last, c.subject, c.hash, c.answer
      FROM unnest(p_keys, c_outcome, c_at, c_first, c_last, p_subjects, p_hashes, p_answers)
           AS c (key, outcome, at, first, last, subject, hash, answer)
     WHERE c.outcome = 'stored' AND c.key IS NOT NULL;
    IF v_position > v_first THEN
        INSERT INTO log.events
               (position, prev, recorded_at, stream_id, version, topic, state, hash)
        SELECT e.position, e.position - 1, v_now, e.stream_id, e.version, e.topic, e.state, e.hash
          FROM unnest(e_position, e_stream, e_version, p_topics, p_states, e_hash)
               AS e (position, stream_id, version, topic, state, hash)
         WHERE e.position IS NOT NULL;
        UPDATE log.head SET position = v_position, recorded_at = v_now, hash = v_hash;
        PERFORM pg_notify('log', v_position::text);
    END IF;
    RETURN QUERY SELECT * FROM unnest(
        c_outcome, c_first, c_last, c_at, c_answer, c_stream, c_current);
END $$;
