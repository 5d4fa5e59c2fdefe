-- file: migrations/1_init.up.sql
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT, kind TEXT CHECK (kind <> ''));
CREATE TABLE posts (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
CREATE INDEX users_bio ON users (bio);
-- file: migrations/2_rebuild.up.sql
CREATE TABLE users_2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, kind TEXT);
INSERT INTO users_2 SELECT id, name, bio, kind FROM users;
DROP TABLE users;
ALTER TABLE users_2 RENAME TO users;
-- file: migrations/3_much.up.sql
ALTER TABLE users ADD COLUMN login TEXT NOT NULL;
ALTER TABLE users ADD COLUMN made TEXT DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE users DROP COLUMN kind;
PRAGMA journal_mode = WAL;
VACUUM;
-- file: migrations/4_rebuild.up.sql
PRAGMA foreign_keys = OFF;
CREATE TABLE users_2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO users_2 SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_2 RENAME TO users;
