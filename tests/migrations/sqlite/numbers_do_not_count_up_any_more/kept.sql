SELECT count(*) FROM sqlite_sequence; -- 0
INSERT INTO t (a) VALUES ('z') RETURNING id; -- 2
