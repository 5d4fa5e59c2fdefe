SELECT id FROM events WHERE day = '2026-01-01'; -- 1
