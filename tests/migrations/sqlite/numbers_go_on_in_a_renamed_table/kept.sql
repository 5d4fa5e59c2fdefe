INSERT INTO "New One" (a) VALUES ('z') RETURNING id; -- 42
SELECT name, seq FROM sqlite_sequence; -- New One, 42
