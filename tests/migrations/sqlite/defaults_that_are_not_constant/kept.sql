SELECT a, b, c, length(d), hex(e) FROM t ORDER BY id; -- abc, 6, 2026-01-02, 10, 0000 | abc, 6, 2026-01-02, 10, 0000
