SELECT login, changed FROM users; -- ada, 2001-02-03 04:05:06
