-- one way
INSERT INTO t VALUES (2, 'x', 0) RETURNING a; -- x
