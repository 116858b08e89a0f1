-- The same tables, columns and views as in SQLite (../schema.sql says what each column means). What grows without end is kept by
-- the month of `window_end` (UTC): keep_month() makes the parts, and what is old goes with them. A unique key of such a table
-- has to hold the column by which it is parted.
CREATE TABLE runs (
  monitor         text COLLATE "C" NOT NULL,
  window_start    timestamptz NOT NULL,
  window_end      timestamptz NOT NULL,
  status          text NOT NULL CHECK (status IN ('running', 'done', 'failed', 'skipped')),
  attempt         integer NOT NULL DEFAULT 1,
  backfilled      smallint NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1)),
  source          text,
  fallback_reason text,
  stood_in        text,
  points          bigint,
  series          integer,
  notes           jsonb,
  claimed_at      timestamptz,
  claimed_by      text,
  lease_until     timestamptz,
  worker          text,
  finished_at     timestamptz,
  error_code      text,
  error           text,
  read_ms         integer,
  judge_ms        integer,
  PRIMARY KEY (monitor, window_end)
) PARTITION BY RANGE (window_end);
CREATE INDEX runs_by_end ON runs (window_end);
CREATE INDEX runs_open ON runs (monitor, window_end) WHERE status IN ('running', 'failed');

CREATE SEQUENCE results_id;
CREATE TABLE results (
  id                  bigint NOT NULL DEFAULT nextval('results_id'),
  monitor             text COLLATE "C" NOT NULL,
  series              text COLLATE "C" NOT NULL,
  source              text,
  stand_in            smallint NOT NULL DEFAULT 0 CHECK (stand_in IN (0, 1)),
  window_start        timestamptz NOT NULL,
  window_end          timestamptz NOT NULL,
  unit                text NOT NULL,
  points              bigint NOT NULL,
  nulls               bigint NOT NULL,
  mean                double precision,
  stddev              double precision,
  median              double precision,
  mad                 double precision,
  min                 double precision,
  max                 double precision,
  p05                 double precision,
  p25                 double precision,
  p75                 double precision,
  p95                 double precision,
  first               double precision,
  last                double precision,
  last_at             timestamptz,
  usual_interval_s    double precision,
  longest_gap_s       double precision,
  verdict             text NOT NULL CHECK (verdict IN ('normal', 'suspect', 'anomalous', 'missing', 'unknown')),
  score               double precision,
  findings            jsonb NOT NULL,
  origin              text CHECK (origin IN ('sensor', 'surroundings', 'connection', 'schedule', 'unknown')),
  judged              jsonb NOT NULL DEFAULT '[]',
  prompt              jsonb,
  prompt_hash         text,
  prompted_at         timestamptz,
  response            text,
  responded_at        timestamptz,
  model               text,
  model_requested     text,
  model_status        text CHECK (model_status IN ('answered', 'unavailable', 'timeout', 'unparseable', 'truncated',
                                                   'superseded', 'not_asked')),
  model_reason        text,
  model_verdict       text,
  summary             text NOT NULL,
  summary_by          text NOT NULL CHECK (summary_by IN ('model', 'facts')),
  hypothesis          text,
  claims_supported    integer,
  claims_refuted      integer,
  claims_unverifiable integer,
  prompt_tokens       integer,
  completion_tokens   integer,
  PRIMARY KEY (id, window_end),
  -- What came before a window is answered by this index alone.
  UNIQUE (monitor, series, window_end) INCLUDE (stand_in, min, max, p05, p95)
) PARTITION BY RANGE (window_end);
ALTER SEQUENCE results_id OWNED BY results.id;
CREATE INDEX results_by_time ON results (window_end, monitor, series);
CREATE INDEX results_by_run ON results (monitor, window_end);
CREATE INDEX results_waiting ON results (id) WHERE model_status IS NULL;
CREATE INDEX results_with_prompt ON results (window_end) WHERE prompt IS NOT NULL;
CREATE INDEX results_unwell ON results (window_end) WHERE verdict IN ('suspect', 'anomalous', 'missing');
CREATE INDEX results_asked ON results (window_end, monitor) WHERE model_status <> 'not_asked';

CREATE TABLE rejected_answers (
  result_id  bigint NOT NULL,
  window_end timestamptz NOT NULL,
  attempt    integer NOT NULL,
  response   text NOT NULL,
  reason     text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (result_id, attempt, window_end)
) PARTITION BY RANGE (window_end);

CREATE TABLE claims (
  result_id  bigint NOT NULL,
  window_end timestamptz NOT NULL,
  start      integer NOT NULL,
  "end"      integer NOT NULL,
  text       text NOT NULL,
  kind       text NOT NULL,
  verdict    text NOT NULL CHECK (verdict IN ('supported', 'refuted', 'unverifiable')),
  evidence   text NOT NULL,
  reading    text NOT NULL DEFAULT '',
  PRIMARY KEY (result_id, start, "end", kind, window_end)
) PARTITION BY RANGE (window_end);

CREATE SEQUENCE feedback_id;
CREATE TABLE feedback (
  id         bigint NOT NULL DEFAULT nextval('feedback_id'),
  result_id  bigint NOT NULL,
  window_end timestamptz NOT NULL,
  judgement  text NOT NULL CHECK (judgement IN ('right', 'wrong')),
  note       text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, window_end)
) PARTITION BY RANGE (window_end);
ALTER SEQUENCE feedback_id OWNED BY feedback.id;
CREATE INDEX feedback_by_result ON feedback (result_id);

CREATE SEQUENCE claim_feedback_id;
CREATE TABLE claim_feedback (
  id         bigint NOT NULL DEFAULT nextval('claim_feedback_id'),
  result_id  bigint NOT NULL,
  window_end timestamptz NOT NULL,
  start      integer NOT NULL,
  "end"      integer NOT NULL,
  kind       text NOT NULL,
  judgement  text NOT NULL CHECK (judgement IN ('right', 'wrong')),
  note       text NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (id, window_end)
) PARTITION BY RANGE (window_end);
ALTER SEQUENCE claim_feedback_id OWNED BY claim_feedback.id;
CREATE INDEX claim_feedback_by_result ON claim_feedback (result_id);

CREATE TABLE series (
  monitor          text COLLATE "C" NOT NULL,
  series           text COLLATE "C" NOT NULL,
  source           text COLLATE "C" NOT NULL,
  window_end       timestamptz NOT NULL,
  verdict          text NOT NULL,
  since            timestamptz NOT NULL,
  last_seen        timestamptz,
  asked_end        timestamptz,
  unit             text NOT NULL DEFAULT '',
  last_value       double precision,
  usual_interval_s double precision,
  problem_since    timestamptz,
  PRIMARY KEY (monitor, series, source)
);

-- `newest` is the number of the newest step: whoever builds on another one has not seen it, and may not go on.
CREATE TABLE baselines (
  monitor  text COLLATE "C" NOT NULL,
  series   text COLLATE "C" NOT NULL,
  source   text COLLATE "C" NOT NULL,
  seq      integer NOT NULL,
  newest   integer NOT NULL,
  snapshot bytea NOT NULL,
  PRIMARY KEY (monitor, series, source)
);
-- Numbers such as these shrink by a third at best: to press them at each writing costs more than it saves.
ALTER TABLE baselines ALTER COLUMN snapshot SET STORAGE EXTERNAL;
CREATE TABLE baseline_points (
  monitor text COLLATE "C" NOT NULL,
  series  text COLLATE "C" NOT NULL,
  source  text COLLATE "C" NOT NULL,
  seq     integer NOT NULL,
  points  bytea NOT NULL,
  beside  bytea,
  PRIMARY KEY (monitor, series, source, seq),
  FOREIGN KEY (monitor, series, source) REFERENCES baselines (monitor, series, source) ON DELETE CASCADE
);

CREATE TABLE episodes (
  monitor text COLLATE "C" NOT NULL,
  series  text COLLATE "C" NOT NULL,
  kind    text COLLATE "C" NOT NULL,
  start   timestamptz NOT NULL,
  "end"   timestamptz NOT NULL,
  PRIMARY KEY (monitor, series, kind, start)
);
CREATE INDEX episodes_by_end ON episodes ("end");

CREATE TABLE outbox (
  id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  target      text COLLATE "C" NOT NULL,
  key         text COLLATE "C" NOT NULL,
  news        text NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'joined', 'dead')),
  created_at  timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  claimed_by  text,
  lease_until timestamptz,
  ended_at    timestamptz,
  reason      text,
  UNIQUE (target, key)
);
CREATE INDEX outbox_waiting ON outbox (target, id) WHERE state = 'waiting';
CREATE INDEX outbox_sent ON outbox (target, ended_at) WHERE state = 'sent';
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE state <> 'waiting';

CREATE TABLE told (
  monitor text COLLATE "C" NOT NULL,
  series  text COLLATE "C" NOT NULL,
  verdict text NOT NULL,
  at      timestamptz NOT NULL,
  thread  text NOT NULL,
  PRIMARY KEY (monitor, series)
);

CREATE TABLE workers (
  id          text PRIMARY KEY,
  lease_until timestamptz NOT NULL
);

CREATE TABLE evaluations (
  id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL,
  data        text NOT NULL,
  model       text NOT NULL,
  role        text NOT NULL,
  prompt_hash text NOT NULL,
  scores      text NOT NULL,
  outcomes    text NOT NULL
);

CREATE TABLE digests (
  "end"      timestamptz PRIMARY KEY,
  start      timestamptz NOT NULL,
  state      text NOT NULL CHECK (state IN ('begun', 'told', 'late')),
  created_at timestamptz NOT NULL
);

CREATE VIEW anomalies AS
  SELECT * FROM results WHERE verdict IN ('suspect', 'anomalous', 'missing');

-- From one series to the next by the index, and of each its newest row; those of a stand-in only until the source is back.
CREATE VIEW latest_results AS
  WITH RECURSIVE
  names (monitor, series) AS (
    (SELECT r.monitor, r.series FROM results AS r ORDER BY r.monitor, r.series LIMIT 1)
    UNION ALL
    SELECT next.monitor, next.series FROM names AS n CROSS JOIN LATERAL (
      SELECT r.monitor, r.series FROM results AS r WHERE (r.monitor, r.series) > (n.monitor, n.series)
      ORDER BY r.monitor, r.series LIMIT 1) AS next
  )
  SELECT newest.* FROM names AS n CROSS JOIN LATERAL (
    SELECT r.* FROM results AS r WHERE r.monitor = n.monitor AND r.series = n.series
      AND (r.stand_in = 0 OR NOT EXISTS (
        SELECT 1 FROM runs AS own WHERE own.monitor = r.monitor AND own.window_end > r.window_end
          AND own.status = 'done' AND own.fallback_reason IS NULL
      ))
    ORDER BY r.window_end DESC LIMIT 1
  ) AS newest;

-- Makes the parts for the month of a moment, where they are not there. A part is made beside the table and then attached, which
-- holds nobody up; what hangs on a row is deleted with it, within the month.
CREATE FUNCTION keep_month(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first  timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
  lower  timestamptz := first AT TIME ZONE 'UTC';
  upper  timestamptz := (first + interval '1 month') AT TIME ZONE 'UTC';
  suffix text := to_char(first, 'YYYY_MM');
  parted text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('plumbline month ' || suffix, 0));
  IF to_regclass('runs_' || suffix) IS NOT NULL THEN RETURN; END IF;
  FOREACH parted IN ARRAY ARRAY['runs', 'results', 'claims', 'rejected_answers', 'feedback', 'claim_feedback'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', parted || '_' || suffix, parted);
  END LOOP;
  EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (monitor, window_end) REFERENCES %I (monitor, window_end) ON DELETE CASCADE',
    'results_' || suffix, 'runs_' || suffix);
  FOREACH parted IN ARRAY ARRAY['claims', 'rejected_answers', 'feedback', 'claim_feedback'] LOOP
    EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (result_id, window_end) REFERENCES %I (id, window_end) ON DELETE CASCADE',
      parted || '_' || suffix, 'results_' || suffix);
  END LOOP;
  FOREACH parted IN ARRAY ARRAY['runs', 'results', 'claims', 'rejected_answers', 'feedback', 'claim_feedback'] LOOP
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parted, parted || '_' || suffix, lower, upper);
  END LOOP;
END $$;

-- Keeps a finding once: one that overlaps an earlier one of its kind prolongs it.
CREATE FUNCTION keep_episode(of_monitor text, of_series text, of_kind text, began timestamptz, ended timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE episodes SET "end" = greatest("end", ended)
  WHERE monitor = of_monitor AND series = of_series AND kind = of_kind AND "end" >= began AND start = (
    SELECT max(start) FROM episodes WHERE monitor = of_monitor AND series = of_series AND kind = of_kind AND start <= ended);
  IF NOT FOUND THEN
    INSERT INTO episodes (monitor, series, kind, start, "end") VALUES (of_monitor, of_series, of_kind, began, ended)
    ON CONFLICT DO NOTHING;
  END IF;
END $$;
