-- name: Upsert :one
INSERT INTO users (id, email, nick) VALUES (@id, @email, @nick)
ON CONFLICT (email) DO UPDATE SET nick = EXCLUDED.nick, age = coalesce(users.age, 0) + 1
RETURNING id, nick, age;

-- name: Keep :opt
INSERT INTO users (id, email, nick) VALUES (@id, @email, 'x') ON CONFLICT (id) DO NOTHING RETURNING id, nick;

-- name: Older :opt
INSERT INTO users (id, email, age) VALUES (@id, @email, 1)
ON CONFLICT (id) DO UPDATE SET age = EXCLUDED.age WHERE users.age < EXCLUDED.age
RETURNING id, age;

-- name: Any :exec
INSERT INTO users (id, email) VALUES (@id, @email) ON CONFLICT DO NOTHING;
