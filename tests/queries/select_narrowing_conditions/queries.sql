-- What WHERE refuses is not NULL.
-- name: Compared :many
SELECT nick, age FROM people WHERE lower(nick) = 'x' AND age BETWEEN 1 AND 9;

-- name: Negated :many
SELECT nick, age FROM people WHERE NOT (nick IS NULL OR age IS NULL);

-- name: Either :many
SELECT nick, age FROM people WHERE nick IS NOT NULL OR age IS NOT NULL;

-- name: Both :many
SELECT nick FROM people WHERE (nick = 'a' AND age > 1) OR nick LIKE 'b%';

-- name: Listed :many
SELECT nick, age FROM people WHERE nick IN ('a', 'b') AND age NOT IN (1, 2);

-- name: Alternatives :many
SELECT nick, coalesce(nick, name) AS shown FROM people WHERE coalesce(age > 3, false) AND coalesce(nick, name) <> '';
