-- What is unusual is looked for newest first, also where there is none among a million.
CREATE INDEX results_unwell ON results (window_end) WHERE verdict IN ('suspect', 'anomalous', 'missing');
