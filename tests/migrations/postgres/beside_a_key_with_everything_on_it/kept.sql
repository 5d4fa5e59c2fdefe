SELECT id, email, boss FROM users ORDER BY id; -- 1, a, NULL | 2, b, 1 | 3, c, 2
SELECT id, total FROM large; -- 2, 23
SELECT nextval('orders_id_seq'), nextval('users_id_seq'); -- 4, 4
