-- The rows whose values are these.
-- name: Found :many
SELECT id FROM scalars
WHERE flag = @flag AND large = @large AND large_u = @large_u AND `double` = @double AND price = @price AND words = @words
  AND raw = @raw AND token = @token AND day = @day AND at = @at AND local_time = @local_time AND moment = @moment AND mood = @mood
  AND one_bit = @one_bit AND five_bits = @five_bits AND all_bits = @all_bits;

-- name: LoadScalars :copyfrom
INSERT INTO scalars (flag, large, large_u, price, words, raw, token, settings, day, at, local_time, moment, mood, colours, one_bit, five_bits, all_bits)
VALUES (@flag, @large, @large_u, @price, @words, @raw, @token, @settings, @day, @at, @local_time, @moment, @mood, @colours,
  @one_bit, @five_bits, @all_bits);

-- name: EveryScalar :stream
-- @borrow
SELECT * FROM scalars ORDER BY id;

-- name: EveryRaw :many
-- @borrow
SELECT raw FROM scalars ORDER BY id;
