-- A parameter takes its type from what stands beside it.
-- name: Operands :many
SELECT score + @a AS s, @b * price AS p, note || @c AS n, @d = code AS same, total BETWEEN @e AND @f AS between
FROM days WHERE mood = @g AND rate > @h AND note IN ('x', @i) AND score = ANY(@j);

-- name: Arguments :many
SELECT substring(note FROM @start FOR @length) AS part, round(@number, 2) AS rounded, coalesce(later, @mood) AS mood,
  CASE WHEN score > @limit THEN @word ELSE note END AS word, array_append(ARRAY[1, 2], @item) AS items, repeat(note, @times) AS repeated
FROM days ORDER BY id LIMIT @rows OFFSET @skipped;
