SELECT state, kind FROM t ORDER BY id; -- draft, c | open, b | finished, NULL
