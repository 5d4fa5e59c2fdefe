SELECT "a ""b""" FROM "it's"; -- '
INSERT INTO "it's" (id) VALUES (NULL) RETURNING id; -- 51
