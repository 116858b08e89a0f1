-- What stood beside the points of a baseline: how many relatives, their ids, then their readings row by row (8-byte floats).
ALTER TABLE baseline_points ADD COLUMN beside BLOB;
