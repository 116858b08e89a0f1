-- The newest row of each series, found by the index from one name to the next: to look at every result takes seconds
-- once there are a million.
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
    ORDER BY r.window_end DESC LIMIT 1
  );

-- What is too old to be kept is found by its end, not by a look at every run in each round.
CREATE INDEX runs_by_end ON runs (window_end);
