SELECT mood FROM users ORDER BY id; -- calm | glad
