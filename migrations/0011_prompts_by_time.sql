-- Prompts may be kept for a shorter time than results: those that are due are found without a look at the others.
CREATE INDEX results_with_prompt ON results (window_end) WHERE prompt IS NOT NULL;
