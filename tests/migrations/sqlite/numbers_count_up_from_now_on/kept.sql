INSERT INTO t (a) VALUES ('z') RETURNING id; -- 10
SELECT seq FROM sqlite_sequence WHERE name = 't'; -- 10
