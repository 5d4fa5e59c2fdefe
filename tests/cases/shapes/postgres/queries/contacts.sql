-- Somebody new.
-- name: SignUp :one
-- @route POST /sign-up
-- @body NewContact
-- @returns ContactCard
INSERT INTO contacts (name, email, site, slug, kind, password_hash)
VALUES (@name, @email, sqlc.narg(site), coalesce(sqlc.narg(slug), 'somebody'), @kind, @password_hash)
RETURNING id, name, site, kind;

-- The cards of a kind.
-- name: CardsOfKind :many
-- @route GET /cards/{kind}
-- @returns ContactCard
SELECT kind, site, name, id
FROM contacts
WHERE kind = @kind
ORDER BY id;

-- One card, in Rust alone.
-- name: CardById :opt
-- @returns ContactCard
SELECT id, name, site, kind
FROM contacts
WHERE id = @id;

-- How a contact is shown.
-- name: StyleContact :execrows
-- @route PUT /contacts/{id}/style
-- @body ContactStyle
UPDATE contacts
SET color = @color, phone = sqlc.narg(phone)
WHERE id = @id;

-- Where a contact can be read of.
-- name: MoveContact :execrows
-- @route POST /contacts/{id}/move
UPDATE contacts
SET site = @site, email = @email
WHERE id = @id;
