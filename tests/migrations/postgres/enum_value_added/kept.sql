SELECT mood FROM users ORDER BY mood; -- calm | cross
