-- one way
SELECT count(*) FROM log; -- 0
SELECT count(*) FROM sqlite_sequence; -- 0
