-- The newest window of each monitor that others name in relatedTo, so that any worker sees it, also after a start.
CREATE TABLE neighbours (
  monitor    TEXT NOT NULL,
  series     TEXT NOT NULL,
  window_end TEXT NOT NULL,
  points     BLOB NOT NULL,   -- pairs of time (epoch ms) and value, 64-bit little-endian floats
  PRIMARY KEY (monitor, series)
) STRICT;
