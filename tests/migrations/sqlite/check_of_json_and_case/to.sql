CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CHECK (CASE WHEN json_valid(a) THEN json_type(a) = 'object' ELSE 0 END));
