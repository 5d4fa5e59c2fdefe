SELECT id, b FROM t; -- 1, 2026-01-01
