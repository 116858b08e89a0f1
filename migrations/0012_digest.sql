-- A report of what happened is told once for each time that it was due.
CREATE TABLE digests (
  "end"      TEXT PRIMARY KEY,         -- when it was due; it tells of the windows that ended before
  start      TEXT NOT NULL,
  -- begun: from here on they are due; late: the worker came to it too late
  state      TEXT NOT NULL CHECK (state IN ('begun', 'told', 'late')),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a report counts, found without reading the prompts and responses that lie beside it.
CREATE INDEX results_troubles ON results (window_end, monitor, series, source, verdict, score, origin)
  WHERE verdict IN ('suspect', 'anomalous', 'missing') AND stand_in = 0;
CREATE INDEX results_asked ON results
  (window_end, model_status, summary_by, claims_supported, claims_refuted, claims_unverifiable)
  WHERE model_status <> 'not_asked';
