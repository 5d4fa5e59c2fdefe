-- name: Gross :many
SELECT gross, gross * 2 AS twice FROM prices;

-- name: Add :one
INSERT INTO prices (id, net, tax) VALUES (@id, @net, @tax) RETURNING gross;
