SELECT login FROM users ORDER BY id; -- ada@example.org | eve@example.org
