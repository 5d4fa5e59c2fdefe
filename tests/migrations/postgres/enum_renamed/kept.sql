SELECT id, role, former FROM users ORDER BY id; -- 1, admin, {user} | 2, user, NULL
