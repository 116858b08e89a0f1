-- How a claim was understood: "mean of the 18 readings from 14:02 to 14:19". Claims of before do not say.
ALTER TABLE claims ADD COLUMN reading TEXT NOT NULL DEFAULT '';
