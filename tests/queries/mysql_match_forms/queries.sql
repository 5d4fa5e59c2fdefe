-- name: Ranked :many
SELECT id, MATCH (note, name) AGAINST (? IN BOOLEAN MODE) AS score
FROM customers WHERE MATCH (note, name) AGAINST (? IN BOOLEAN MODE) ORDER BY score DESC;

-- name: Expanded :many
SELECT id FROM customers WHERE MATCH (note, name) AGAINST ('shoe' IN NATURAL LANGUAGE MODE WITH QUERY EXPANSION);

-- name: Bare :many
SELECT id FROM customers WHERE MATCH note, name AGAINST ('shoe');
