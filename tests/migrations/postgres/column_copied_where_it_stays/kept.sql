SELECT email, address FROM users JOIN contacts ON user_id = id; -- a@b.c, a@b.c
