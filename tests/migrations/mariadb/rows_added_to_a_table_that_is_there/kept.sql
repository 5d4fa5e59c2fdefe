-- one way
SELECT name, until, kind FROM people ORDER BY id; -- Ada, NULL, staff | Eve, 2026-01-01, guest
