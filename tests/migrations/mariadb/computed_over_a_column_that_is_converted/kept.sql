-- one way
SELECT size, twice, more FROM t; -- 12, 24, 13
