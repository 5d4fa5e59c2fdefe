-- name: Upsert :one
INSERT INTO users (id, email, tenant) VALUES (@id, @email, @tenant)
ON CONFLICT (lower(email)) DO UPDATE SET email = EXCLUDED.email RETURNING id;

-- name: Two :execrows
INSERT INTO users (id, email, tenant, nick) VALUES (@id, @email, @tenant, @nick)
ON CONFLICT (lower(nick), tenant) DO NOTHING;
