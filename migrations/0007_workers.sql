-- Who is at work. A question waits in the memory of the worker that did its run, and is lost with it.
CREATE TABLE workers (
  id          TEXT PRIMARY KEY,        -- token of a process, not of a person
  lease_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE runs ADD COLUMN worker TEXT;   -- who did it, or is at it
