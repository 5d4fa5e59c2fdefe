SELECT b FROM t ORDER BY id; -- y | none
