SELECT email FROM users ORDER BY id; -- ada@example.org | eve@example.org
SELECT count(*) FROM articles JOIN users ON users.id = author_id; -- 3
