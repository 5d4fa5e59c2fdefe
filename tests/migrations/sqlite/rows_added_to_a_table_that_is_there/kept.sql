-- one way
SELECT id, name, until, kind FROM people ORDER BY id; -- 1, Ada, NULL, staff | 2, Eve, 2026-01-01, guest
