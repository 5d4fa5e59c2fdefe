INSERT INTO t (a) VALUES ('z') RETURNING id; -- 42
SELECT name, seq FROM sqlite_sequence ORDER BY name; -- t, 42 | u, 7
