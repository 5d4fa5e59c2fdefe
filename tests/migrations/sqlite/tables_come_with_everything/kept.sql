INSERT INTO v (code) VALUES ('q') RETURNING code; -- q
SELECT id, code, twice FROM "a b"; -- 1, q, 2
