-- Which source a result was read from, and whether that one stood in for the monitor's own with other data.
ALTER TABLE results ADD COLUMN source TEXT;
ALTER TABLE results ADD COLUMN stand_in INTEGER NOT NULL DEFAULT 0 CHECK (stand_in IN (0, 1));
UPDATE results SET (source, stand_in) = (
  SELECT r.source, r.fallback_reason IS NOT NULL FROM runs AS r
  WHERE r.monitor = results.monitor AND r.window_end = results.window_end
);

-- Of a window that was judged on a stand-in first, and again when the source was back: on which, and why.
ALTER TABLE runs ADD COLUMN stood_in TEXT;

-- End of the newest window of which the model was asked about the series: its turn comes by age.
ALTER TABLE series ADD COLUMN asked_end TEXT;

-- A stand-in's rows leave once the monitor has read its own source again.
DROP VIEW latest_results;
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
