SELECT is_ok(mood) FROM t; -- t
