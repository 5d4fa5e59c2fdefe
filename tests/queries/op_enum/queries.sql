-- name: Enums :many
SELECT mood > 'sad' AS better, mood = later AS same, coalesce(later, 'ok') AS later, nullif(mood, 'sad') AS not_sad,
  enum_range(mood, NULL) AS rest, greatest(mood, later) AS best
FROM days WHERE mood = @mood AND mood IN ('ok', @other) AND mood = ANY(@moods);
