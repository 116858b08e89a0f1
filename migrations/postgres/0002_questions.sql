-- Questions that wait for a worker with a model. `content` is all that is needed to ask and to check, in the form of this program.
CREATE TABLE questions (
  result_id   bigint PRIMARY KEY,
  monitor     text COLLATE "C" NOT NULL,
  series      text COLLATE "C" NOT NULL,
  window_end  timestamptz NOT NULL,
  asked_at    timestamptz NOT NULL,
  content     bytea NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  claimed_by  text,
  lease_until timestamptz
);
CREATE INDEX questions_waiting ON questions (asked_at, result_id);
CREATE INDEX questions_by_series ON questions (monitor, series);
