-- Somebody new signs up.
-- name: SignUpUser :one
-- @route POST /sign-up
-- @public
-- @body SignUp
-- @returns Profile
INSERT INTO users (email, name, password_hash)
VALUES (@email, @name, @password_hash)
RETURNING id, email, name, bio, created_at;

-- What everybody may know of somebody.
-- name: CardOf :opt
-- @route GET /people/{id}
-- @public
-- @returns UserCard
SELECT id, name, bio
FROM users
WHERE id = @id;

-- What somebody knows of themselves.
-- name: OwnProfile :opt
-- @route GET /me
-- @returns Profile
SELECT id, email, name, bio, created_at
FROM users
WHERE id = @principal;

-- Somebody changes what everybody may know.
-- name: ChangeOwnProfile :opt
-- @route PUT /me
-- @body ProfileChange
-- @returns Profile
UPDATE users
SET name = @name, bio = sqlc.narg(bio)
WHERE id = @principal
RETURNING id, email, name, bio, created_at;
