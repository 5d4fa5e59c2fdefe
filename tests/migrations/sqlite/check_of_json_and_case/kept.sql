SELECT a ->> 'a' FROM t; -- 1
