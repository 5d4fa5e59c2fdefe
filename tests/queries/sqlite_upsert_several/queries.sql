-- name: Upsert :opt
INSERT INTO users (id, email, name) VALUES (@id, @email, @name)
ON CONFLICT (email) DO UPDATE SET name = excluded.name, seen = seen + 1
ON CONFLICT (id) DO UPDATE SET email = excluded.email WHERE users.name IS NULL
RETURNING id, name, seen;

-- name: Any :opt
INSERT INTO users (id, email) VALUES (@id, @email)
ON CONFLICT (email) DO UPDATE SET seen = 1
ON CONFLICT DO NOTHING
RETURNING id;
