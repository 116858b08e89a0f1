-- What people say of the check of one claim; the newest word counts.
CREATE TABLE claim_feedback (
  id        INTEGER PRIMARY KEY,
  result_id INTEGER NOT NULL REFERENCES results (id) ON DELETE CASCADE,
  start     INTEGER NOT NULL,          -- with "end" and kind the claim in claims
  "end"     INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  judgement TEXT NOT NULL CHECK (judgement IN ('right', 'wrong')),   -- of the check, not of the model
  note      TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX claim_feedback_by_result ON claim_feedback (result_id);

-- Where the time of a run went, ms: reading the source; figures, detectors and words.
ALTER TABLE runs ADD COLUMN read_ms INTEGER;
ALTER TABLE runs ADD COLUMN judge_ms INTEGER;

-- Begins as before, and has all that is asked of models and their answers: no row is read for it.
DROP INDEX results_asked;
CREATE INDEX results_asked ON results
  (window_end, model_status, summary_by, claims_supported, claims_refuted, claims_unverifiable,
   monitor, model, prompted_at, responded_at, prompt_tokens, completion_tokens)
  WHERE model_status <> 'not_asked';
