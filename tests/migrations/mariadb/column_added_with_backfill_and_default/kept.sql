SELECT rank, kind FROM users ORDER BY id; -- 11, old | 12, old
