-- News on their way: written in the transaction of the run that they tell of, delivered at least once, in order by target.
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

-- What was last told of a series, so that nothing is told twice, also after a restart.
CREATE TABLE told (
  monitor TEXT NOT NULL,
  series  TEXT NOT NULL,
  verdict TEXT NOT NULL,
  at      TEXT NOT NULL,
  thread  TEXT NOT NULL,               -- key of the news with which it began
  PRIMARY KEY (monitor, series)
) STRICT, WITHOUT ROWID;
