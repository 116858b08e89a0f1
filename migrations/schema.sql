-- Generated from the migrations; compared by the tests.
CREATE TABLE runs (
  monitor         TEXT NOT NULL,
  window_start    TEXT NOT NULL,
  window_end      TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'skipped')),
  attempt         INTEGER NOT NULL DEFAULT 1,
  backfilled      INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1)),
  source          TEXT,                -- the source that was really read
  fallback_reason TEXT,                -- why the fallback was read instead
  points          INTEGER,
  series          INTEGER,
  notes           TEXT,                -- JSON: unreadable rows, duplicates, disorder, by series
  claimed_at      TEXT,
  claimed_by      TEXT,                -- token of the claim, not of a person
  lease_until     TEXT,
  finished_at     TEXT,
  error_code      TEXT,
  error           TEXT, worker TEXT, stood_in TEXT, read_ms INTEGER, judge_ms INTEGER,                -- what happened, also why a window was skipped
  PRIMARY KEY (monitor, window_end)
) STRICT, WITHOUT ROWID;
CREATE INDEX runs_by_status ON runs (status, monitor);
CREATE TABLE results (
  id                  INTEGER PRIMARY KEY,
  monitor             TEXT NOT NULL,
  series              TEXT NOT NULL,
  window_start        TEXT NOT NULL,
  window_end          TEXT NOT NULL,
  unit                TEXT NOT NULL,
  points              INTEGER NOT NULL,
  nulls               INTEGER NOT NULL,
  mean                REAL,
  stddev              REAL,            -- sample standard deviation
  median              REAL,
  mad                 REAL,            -- median absolute deviation, unscaled
  min                 REAL,
  max                 REAL,
  p05                 REAL,
  p25                 REAL,
  p75                 REAL,
  p95                 REAL,
  first               REAL,
  last                REAL,
  last_at             TEXT,
  usual_interval_s    REAL,
  longest_gap_s       REAL,
  verdict             TEXT NOT NULL CHECK (verdict IN ('normal', 'suspect', 'anomalous', 'missing', 'unknown')),
  score               REAL,            -- 0..1, 0.5 is the alarm threshold
  findings            TEXT NOT NULL,   -- JSON array
  prompt              TEXT,            -- JSON array of messages, stored before the model is called
  prompt_hash         TEXT,            -- of the template
  prompted_at         TEXT,
  response            TEXT,            -- word for word
  responded_at        TEXT,
  model               TEXT,            -- the one that really answered
  model_requested     TEXT,
  model_status        TEXT CHECK (model_status IN ('answered', 'unavailable', 'timeout', 'unparseable', 'truncated',
                                                   'superseded', 'not_asked')),   -- NULL: waiting for its turn
  model_reason        TEXT,            -- why there is no answer
  model_verdict       TEXT,            -- the model's opinion; never the row's verdict
  summary             TEXT NOT NULL,   -- what may be shown
  summary_by          TEXT NOT NULL CHECK (summary_by IN ('model', 'facts')),
  claims_supported    INTEGER,
  claims_refuted      INTEGER,
  claims_unverifiable INTEGER,
  prompt_tokens       INTEGER,
  completion_tokens   INTEGER, judged TEXT NOT NULL DEFAULT '[]', source TEXT, stand_in INTEGER NOT NULL DEFAULT 0 CHECK (stand_in IN (0, 1)), origin TEXT
  CHECK (origin IN ('sensor', 'surroundings', 'connection', 'schedule', 'unknown')), hypothesis TEXT,
  UNIQUE (monitor, series, window_end),
  FOREIGN KEY (monitor, window_end) REFERENCES runs (monitor, window_end) ON DELETE CASCADE
) STRICT;
CREATE INDEX results_by_time ON results (window_end);
CREATE INDEX results_by_run ON results (monitor, window_end);
CREATE INDEX results_waiting ON results (id) WHERE model_status IS NULL;
CREATE TABLE series (
  monitor    TEXT NOT NULL,
  series     TEXT NOT NULL,
  source     TEXT NOT NULL,            -- what a stand-in has, the sensor's own source need not have
  window_end TEXT NOT NULL,            -- of its newest window
  verdict    TEXT NOT NULL,            -- of that window
  since      TEXT NOT NULL,            -- end of the first window with that verdict
  last_seen  TEXT, asked_end TEXT, unit TEXT NOT NULL DEFAULT '', last_value REAL, usual_interval_s REAL, problem_since TEXT,                     -- time of the newest point
  PRIMARY KEY (monitor, series, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE rejected_answers (
  result_id INTEGER NOT NULL REFERENCES results (id) ON DELETE CASCADE,
  attempt   INTEGER NOT NULL,
  response  TEXT NOT NULL,
  reason    TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (result_id, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
  result_id INTEGER NOT NULL REFERENCES results (id) ON DELETE CASCADE,
  start     INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  text      TEXT NOT NULL,
  kind      TEXT NOT NULL,
  verdict   TEXT NOT NULL CHECK (verdict IN ('supported', 'refuted', 'unverifiable')),
  evidence  TEXT NOT NULL, reading TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (result_id, start, "end", kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE baselines (
  monitor  TEXT NOT NULL,
  series   TEXT NOT NULL,
  source   TEXT NOT NULL,              -- a fallback's data never mixes with the real sensor's
  seq      INTEGER NOT NULL,           -- the step at which the snapshot was taken
  snapshot BLOB NOT NULL,
  PRIMARY KEY (monitor, series, source)
) STRICT;
CREATE TABLE baseline_points (
  monitor  TEXT NOT NULL,
  series   TEXT NOT NULL,
  source   TEXT NOT NULL,
  seq      INTEGER NOT NULL,           -- counts on from that of the snapshot
  points   BLOB NOT NULL, beside BLOB,              -- pairs of 64-bit floats, little endian: epoch ms, value
  PRIMARY KEY (monitor, series, source, seq),
  FOREIGN KEY (monitor, series, source) REFERENCES baselines (monitor, series, source) ON DELETE CASCADE
) STRICT;
CREATE TABLE feedback (
  id        INTEGER PRIMARY KEY,
  result_id INTEGER NOT NULL REFERENCES results (id) ON DELETE CASCADE,
  judgement TEXT NOT NULL CHECK (judgement IN ('right', 'wrong')),
  note      TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_by_result ON feedback (result_id);
CREATE TABLE evaluations (
  id          INTEGER PRIMARY KEY,
  at          TEXT NOT NULL,
  data        TEXT NOT NULL,           -- the file that the windows were taken from
  model       TEXT NOT NULL,
  role        TEXT NOT NULL,
  prompt_hash TEXT NOT NULL,
  scores      TEXT NOT NULL,           -- JSON: the figures
  outcomes    TEXT NOT NULL            -- JSON: what came of each window
) STRICT;
CREATE INDEX runs_by_end ON runs (window_end);
CREATE TABLE outbox (
  id           INTEGER PRIMARY KEY,
  target       TEXT NOT NULL,
  key          TEXT NOT NULL,          -- the same for the same news, whoever writes them
  news         TEXT NOT NULL,          -- JSON
  -- joined: more came in an hour than are sent one by one, and a summary took its place
  state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'joined', 'dead')),
  created_at   TEXT NOT NULL,
  due_at       TEXT NOT NULL,          -- not to be tried before
  attempts     INTEGER NOT NULL DEFAULT 0,
  claimed_by   TEXT,                   -- token of the delivery under way
  lease_until  TEXT,
  ended_at     TEXT,
  reason       TEXT,                   -- of the last attempt that failed
  UNIQUE (target, key)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (target, id) WHERE state = 'waiting';
CREATE INDEX outbox_sent ON outbox (target, ended_at) WHERE state = 'sent';
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE state <> 'waiting';
CREATE TABLE told (
  monitor TEXT NOT NULL,
  series  TEXT NOT NULL,
  verdict TEXT NOT NULL,
  at      TEXT NOT NULL,
  thread  TEXT NOT NULL,               -- key of the news with which it began
  PRIMARY KEY (monitor, series)
) STRICT, WITHOUT ROWID;
CREATE TABLE workers (
  id          TEXT PRIMARY KEY,        -- token of a process, not of a person
  lease_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX results_past ON results (monitor, series, window_end, stand_in, min, max, p05, p95);
CREATE TABLE episodes (
  monitor TEXT NOT NULL,
  series  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  start   TEXT NOT NULL,
  "end"   TEXT NOT NULL,
  PRIMARY KEY (monitor, series, kind, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX episodes_by_end ON episodes ("end");
CREATE INDEX results_with_prompt ON results (window_end) WHERE prompt IS NOT NULL;
CREATE TABLE digests (
  "end"      TEXT PRIMARY KEY,         -- when it was due; it tells of the windows that ended before
  start      TEXT NOT NULL,
  -- begun: from here on they are due; late: the worker came to it too late
  state      TEXT NOT NULL CHECK (state IN ('begun', 'told', 'late')),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX results_troubles ON results (window_end, monitor, series, source, verdict, score, origin)
  WHERE verdict IN ('suspect', 'anomalous', 'missing') AND stand_in = 0;
CREATE INDEX results_unwell ON results (window_end) WHERE verdict IN ('suspect', 'anomalous', 'missing');
CREATE TABLE claim_feedback (
  id        INTEGER PRIMARY KEY,
  result_id INTEGER NOT NULL REFERENCES results (id) ON DELETE CASCADE,
  start     INTEGER NOT NULL,          -- with "end" and kind the claim in claims
  "end"     INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  judgement TEXT NOT NULL CHECK (judgement IN ('right', 'wrong')),   -- of the check, not of the model
  note      TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX claim_feedback_by_result ON claim_feedback (result_id);
CREATE INDEX results_asked ON results
  (window_end, model_status, summary_by, claims_supported, claims_refuted, claims_unverifiable,
   monitor, model, prompted_at, responded_at, prompt_tokens, completion_tokens)
  WHERE model_status <> 'not_asked';
CREATE INDEX outbox_tried ON outbox (target, id) WHERE state = 'waiting' AND attempts > 0;
CREATE INDEX outbox_held ON outbox (target, due_at, id) WHERE state = 'waiting' AND attempts = 0;
CREATE TABLE neighbours (
  monitor    TEXT NOT NULL,
  series     TEXT NOT NULL,
  window_end TEXT NOT NULL,
  points     BLOB NOT NULL,   -- pairs of time (epoch ms) and value, 64-bit little-endian floats
  PRIMARY KEY (monitor, series)
) STRICT;
CREATE VIEW anomalies AS
  SELECT * FROM results WHERE verdict IN ('suspect', 'anomalous', 'missing');
CREATE VIEW latest_results AS
  WITH RECURSIVE
  monitors (monitor) AS (
    SELECT min(monitor) FROM results
    UNION ALL
    SELECT (SELECT min(r.monitor) FROM results AS r WHERE r.monitor > m.monitor) FROM monitors AS m
    WHERE m.monitor IS NOT NULL
  ),
  names (monitor, series) AS (
    SELECT m.monitor, (SELECT min(r.series) FROM results AS r WHERE r.monitor = m.monitor) FROM monitors AS m
    WHERE m.monitor IS NOT NULL
    UNION ALL
    SELECT n.monitor, (SELECT min(r.series) FROM results AS r WHERE r.monitor = n.monitor AND r.series > n.series)
    FROM names AS n WHERE n.series IS NOT NULL
  )
  SELECT newest.* FROM names AS n JOIN results AS newest ON newest.id = (
    SELECT r.id FROM results AS r WHERE r.monitor = n.monitor AND r.series = n.series
      AND (r.stand_in = 0 OR NOT EXISTS (
        SELECT 1 FROM runs AS own WHERE own.monitor = r.monitor AND own.window_end > r.window_end
          AND own.status = 'done' AND own.fallback_reason IS NULL
      ))
    ORDER BY r.window_end DESC LIMIT 1
  );
