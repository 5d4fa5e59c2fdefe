-- Two items without columns are one array of their common type; one alone is an operand.
-- name: Lists :many
SELECT id FROM items WHERE code IN ('x', @code) AND code IN (@alone) AND size IN (1, @size) AND size IN (@one, @two);
