-- Which kinds of finding could have been seen in the window: JSON, see docs/results.md. Rows of before do not say.
ALTER TABLE results ADD COLUMN judged TEXT NOT NULL DEFAULT '[]';
