-- name: Owners :many
SELECT owner, balance, credit, settings FROM accounts WHERE balance > @least ORDER BY owner;

-- name: Colours :many
SELECT colour FROM accounts WHERE colour IN (sqlc.slice(colours));

-- name: Paint :execrows
UPDATE accounts SET colour = @colour, lent_colour = @lent, settings = @settings WHERE id = @id;

-- name: Search :many
-- @optional colour
SELECT id, lent_colour FROM accounts WHERE colour = @colour AND owner <> '';

-- name: Open :one
-- @route POST /open
INSERT INTO accounts (owner, balance, credit, limits, colour) VALUES (@owner, @balance, @credit, @limits, @colour)
RETURNING id, balance, credit, limits;

-- name: Richest :opt
-- @route GET /richest/{least}
SELECT id, owner, credit FROM accounts WHERE balance >= @least ORDER BY balance DESC LIMIT 1;
