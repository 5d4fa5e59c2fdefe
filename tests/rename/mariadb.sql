-- # keys, indexes, prefixes and computed columns
-- $ rename users.name display_name and back
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name varchar(80) NOT NULL UNIQUE CHECK (name <> ''),
  upper_name varchar(80) AS (upper(name)) STORED,
  bio text DEFAULT (concat(name, '!')),
  KEY by_name (name(10), id),
  CONSTRAINT name_is_long CHECK (char_length(`name`) > 2)
);
CREATE INDEX of_both ON users (upper_name, name);
-- queries
-- name: Names :many
SELECT `name`, u.NAME AS n FROM users u WHERE u.name LIKE ? ORDER BY name;

-- # a table
-- $ rename users people
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  boss_id bigint,
  FOREIGN KEY (boss_id) REFERENCES users (id)
);
CREATE TABLE posts (
  id int PRIMARY KEY,
  user_id bigint NOT NULL,
  CONSTRAINT of_user FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE VIEW bosses AS SELECT users.boss_id FROM users;
-- queries
-- name: Several :exec
UPDATE users JOIN posts ON posts.user_id = users.id SET users.boss_id = NULL WHERE posts.id = ?;

-- name: Gone :exec
DELETE users FROM users JOIN posts ON posts.user_id = users.id WHERE posts.id = ?;

-- name: Aliased :exec
DELETE u FROM users u JOIN posts ON posts.user_id = u.id WHERE posts.id = ?;

-- # a column that is referred to
-- $ rename users.id user_id
CREATE TABLE users (id bigint PRIMARY KEY, name varchar(20));
CREATE TABLE posts (id int PRIMARY KEY, author_id bigint NOT NULL, FOREIGN KEY (author_id) REFERENCES users (id));
-- queries
-- name: Joined :many
SELECT posts.id, users.id AS author FROM posts JOIN users ON users.id = posts.author_id;

-- # ON DUPLICATE KEY UPDATE
-- $ rename words.word term and back
CREATE TABLE words (
  id int AUTO_INCREMENT PRIMARY KEY,
  word varchar(40) NOT NULL UNIQUE,
  uses int NOT NULL DEFAULT 1
);
-- queries
-- name: Put :exec
INSERT INTO words (word) VALUES (?) ON DUPLICATE KEY UPDATE uses = uses + 1, word = VALUES(word);

-- name: Set :exec
INSERT INTO words SET word = ?, uses = 2;

-- name: Replace :exec
REPLACE INTO words (id, word) VALUES (?, ?);

-- name: Several :exec
UPDATE words a JOIN words b ON b.id = a.id + 1 SET a.word = b.word, b.uses = 0 WHERE a.word = ?;
-- seeds
INSERT INTO words (`word`, uses) VALUES ('word', 2);

-- # views and triggers
-- $ rename users.name display_name
CREATE TABLE users (id bigint PRIMARY KEY, name varchar(80) NOT NULL);
CREATE VIEW names AS SELECT name FROM users;
CREATE VIEW everything AS SELECT * FROM users;
CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name);
-- queries
-- name: Everything :many
SELECT id, name FROM everything;

-- # a keyword as the new name
-- $ rename items.rank order
CREATE TABLE items (id int PRIMARY KEY, `rank` int NOT NULL, KEY (`rank`));
-- queries
-- name: Items :many
SELECT `rank` FROM items ORDER BY items.rank;

-- # statements that have changed the table
-- $ rename users.title label
CREATE TABLE users (id bigint PRIMARY KEY, name varchar(80) NOT NULL);
ALTER TABLE users CHANGE name title varchar(100) NOT NULL;
ALTER TABLE users ADD COLUMN bio text AFTER title, ADD INDEX (title);
ALTER TABLE users MODIFY title varchar(120) NOT NULL FIRST;
-- queries
-- name: Titles :many
SELECT title FROM users;

-- # a name in another case
-- $ rename users.Name name
CREATE TABLE users (id bigint PRIMARY KEY, Name varchar(80) NOT NULL);
-- queries
-- name: Names :many
SELECT NAME FROM users;

-- # several of one name
-- $ rename a.x y and back
CREATE TABLE a (x int PRIMARY KEY, z int);
CREATE TABLE b (x int PRIMARY KEY, z int);
-- queries
-- name: Both :many
SELECT a.x, b.x AS bx FROM a JOIN b ON a.x = b.x WHERE a.z IN (SELECT x FROM b WHERE b.z = a.x);

-- # a name that is in the way of nothing
-- $ rename a.x z
CREATE TABLE a (x int PRIMARY KEY, w int);
CREATE TABLE b (x int PRIMARY KEY, z int);
-- queries
-- name: Unclear :many
SELECT w FROM a JOIN b ON a.x = b.x WHERE z > 1;
