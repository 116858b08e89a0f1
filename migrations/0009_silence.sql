-- What tells a silent series from one whose next reading is not due, and how long a problem has lasted, whatever it is called.
ALTER TABLE series ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE series ADD COLUMN last_value REAL;
ALTER TABLE series ADD COLUMN usual_interval_s REAL;  -- of the newest window that had one
ALTER TABLE series ADD COLUMN problem_since TEXT;     -- end of the first window that was not normal; NULL: it is
UPDATE series SET problem_since = since WHERE verdict IN ('suspect', 'anomalous', 'missing');
UPDATE series SET (unit, last_value, usual_interval_s) = (
  SELECT unit, last, usual_interval_s FROM results AS r
  WHERE r.monitor = series.monitor AND r.series = series.series AND r.source = series.source AND r.last IS NOT NULL
  ORDER BY r.window_end DESC LIMIT 1
) WHERE EXISTS (
  SELECT 1 FROM results AS r
  WHERE r.monitor = series.monitor AND r.series = series.series AND r.source = series.source AND r.last IS NOT NULL
);
