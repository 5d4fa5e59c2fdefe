-- The constraint may leave the row out.
-- name: AddTag :opt
INSERT INTO tags (label, slug) VALUES (@label, @slug) RETURNING id, slug;

-- OR has the last word.
-- name: AddTagOrFail :one
INSERT OR ABORT INTO tags (label, slug) VALUES (@label, @slug) RETURNING id;

-- name: Sit :one
INSERT INTO seats (place, guest) VALUES (@place, @guest) RETURNING guest;

-- name: AddBadge :opt
INSERT INTO badges (guest, code) VALUES (@guest, @code) RETURNING id;
