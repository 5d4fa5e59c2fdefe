SELECT about FROM users ORDER BY id; -- Numbers. | NULL
