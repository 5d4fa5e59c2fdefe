SELECT a, b, d, e, f FROM t; -- 1, x, {}, {}, t
INSERT INTO t (id) VALUES (2) RETURNING a, b, d, e, f; -- 2, it's, {a,b}, {"a": 1}, f
DELETE FROM t WHERE id = 2 RETURNING id; -- 2
