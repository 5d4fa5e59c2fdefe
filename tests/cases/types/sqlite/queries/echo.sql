-- The rows whose values are these.
-- name: Found :many
SELECT id FROM scalars
WHERE flag = @flag AND large = @large AND double = @double AND words = @words AND raw = @raw AND token = @token AND day = @day
  AND at = @at AND local_time = @local_time AND moment = @moment AND mood = @mood;

-- name: LoadScalars :copyfrom
INSERT INTO scalars (flag, large, exact, words, raw, token, settings, day, at, local_time, moment, mood)
VALUES (@flag, @large, @exact, @words, @raw, @token, @settings, @day, @at, @local_time, @moment, @mood);

-- name: EveryScalar :stream
-- @borrow
SELECT * FROM scalars ORDER BY id;

-- name: EveryRaw :many
-- @borrow
SELECT raw FROM scalars ORDER BY id;
