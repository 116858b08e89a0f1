-- The newest window of each monitor that others name in relatedTo, so that any worker sees it, also after a start.
CREATE TABLE neighbours (
  monitor    text COLLATE "C" NOT NULL,
  series     text COLLATE "C" NOT NULL,
  window_end timestamptz NOT NULL,
  points     bytea NOT NULL,   -- pairs of time (epoch ms) and value, 64-bit little-endian floats
  PRIMARY KEY (monitor, series)
);
