-- name: TwoConditionsAtTheEnd :many
SELECT a.note, b.word, c.id FROM a LEFT JOIN b JOIN c ON c.word = b.word ON b.x = a.x;
