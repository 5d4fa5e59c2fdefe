-- What a body returns can be NULL.
-- name: Costs :many
SELECT id, SHIPPING(grams) AS costs, COALESCE(short_label(label, ?), '') AS label FROM parcels;

-- name: Dear :many
SELECT id FROM parcels WHERE shipping(grams) > ?;
