-- Where the cause of what was found lies; null where nothing was found, or an earlier version did not say.
ALTER TABLE results ADD COLUMN origin TEXT
  CHECK (origin IN ('sensor', 'surroundings', 'connection', 'schedule', 'unknown'));

-- What a model supposes beyond what was checked: never part of the summary.
ALTER TABLE results ADD COLUMN hypothesis TEXT;

-- The past of a series is read from here alone: a row of results holds prompts and responses, and is long.
CREATE INDEX results_past ON results (monitor, series, window_end, stand_in, min, max, p05, p95);

-- Each finding once, in however many windows it stands: findings of one kind that overlap are one.
CREATE TABLE episodes (
  monitor TEXT NOT NULL,
  series  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  start   TEXT NOT NULL,
  "end"   TEXT NOT NULL,
  PRIMARY KEY (monitor, series, kind, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX episodes_by_end ON episodes ("end");

INSERT INTO episodes (monitor, series, kind, start, "end")
  WITH
  found AS (
    SELECT r.monitor, r.series, f.value ->> 'kind' AS kind, f.value ->> 'start' AS start, f.value ->> 'end' AS "end"
    FROM results AS r, json_each(r.findings) AS f
    WHERE r.findings <> '[]' AND r.stand_in = 0
  ),
  marked AS (
    SELECT *, max("end") OVER (PARTITION BY monitor, series, kind ORDER BY start, "end"
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM found WHERE kind IS NOT NULL AND start IS NOT NULL AND "end" IS NOT NULL
  ),
  numbered AS (
    SELECT *, sum(before IS NULL OR start > before) OVER (PARTITION BY monitor, series, kind ORDER BY start, "end") AS number
    FROM marked
  )
  SELECT monitor, series, kind, min(start), max("end") FROM numbered GROUP BY monitor, series, kind, number;
