SELECT role, rank FROM users; -- member, NULL
