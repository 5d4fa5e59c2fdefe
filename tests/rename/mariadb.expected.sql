-- # keys, indexes, prefixes and computed columns
-- schema.sql
CREATE TABLE users (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  -- @was name
  display_name varchar(80) NOT NULL UNIQUE CHECK (display_name <> ''),
  upper_name varchar(80) AS (upper(display_name)) STORED,
  bio text DEFAULT (concat(display_name, '!')),
  KEY by_name (display_name(10), id),
  CONSTRAINT name_is_long CHECK (char_length(`display_name`) > 2)
);
CREATE INDEX of_both ON users (upper_name, display_name);
-- queries.sql
-- name: Names :many
SELECT `display_name`, u.display_name AS n FROM users u WHERE u.display_name LIKE ? ORDER BY display_name;

-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- the column `name` of Names becomes `display_name` (`AS name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;
-- > ALTER TABLE users RENAME INDEX name TO display_name;

-- # a table
-- schema.sql
-- @was users
CREATE TABLE people (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  boss_id bigint,
  FOREIGN KEY (boss_id) REFERENCES people (id)
);
CREATE TABLE posts (
  id int PRIMARY KEY,
  user_id bigint NOT NULL,
  CONSTRAINT of_user FOREIGN KEY (user_id) REFERENCES people (id)
);
CREATE VIEW bosses AS SELECT people.boss_id FROM people;
-- queries.sql
-- name: Several :exec
UPDATE people JOIN posts ON posts.user_id = people.id SET people.boss_id = NULL WHERE posts.id = ?;

-- name: Gone :exec
DELETE people FROM people JOIN posts ON posts.user_id = people.id WHERE posts.id = ?;

-- name: Aliased :exec
DELETE u FROM people u JOIN posts ON posts.user_id = u.id WHERE posts.id = ?;

-- the type `User` becomes `Person`
-- the path `users` becomes `people` (`-- @name users` keeps it)
-- the relation `users` of `Person` becomes `people` (`@rel` names it)
-- > RENAME TABLE users TO people;
-- > DROP VIEW bosses;
-- > CREATE VIEW bosses AS SELECT people.boss_id FROM people;

-- # a column that is referred to
-- schema.sql
CREATE TABLE users (
  -- @was id
  user_id bigint PRIMARY KEY, name varchar(20));
CREATE TABLE posts (id int PRIMARY KEY, author_id bigint NOT NULL, FOREIGN KEY (author_id) REFERENCES users (user_id));
-- queries.sql
-- name: Joined :many
SELECT posts.id, users.user_id AS author FROM posts JOIN users ON users.user_id = posts.author_id;

-- the key `id` of `User` becomes `user_id` (`-- @name id` keeps it)
-- > ALTER TABLE users RENAME COLUMN id TO user_id;

-- # ON DUPLICATE KEY UPDATE
-- schema.sql
CREATE TABLE words (
  id int AUTO_INCREMENT PRIMARY KEY,
  -- @was word
  term varchar(40) NOT NULL UNIQUE,
  uses int NOT NULL DEFAULT 1
);
-- queries.sql
-- name: Put :exec
INSERT INTO words (term) VALUES (?) ON DUPLICATE KEY UPDATE uses = uses + 1, term = VALUES(term);

-- name: Set :exec
INSERT INTO words SET term = ?, uses = 2;

-- name: Replace :exec
REPLACE INTO words (id, term) VALUES (?, ?);

-- name: Several :exec
UPDATE words a JOIN words b ON b.id = a.id + 1 SET a.term = b.term, b.uses = 0 WHERE a.term = ?;
-- seeds.sql
INSERT INTO words (`term`, uses) VALUES ('word', 2);

-- the key `word` of `Word` becomes `term` (`-- @name word` keeps it)
-- the parameter `word` of Put becomes `term`
-- the parameter `word` of Set becomes `term`
-- the parameter `word` of Replace becomes `term`
-- the parameter `word` of Several becomes `term`
-- > ALTER TABLE words RENAME COLUMN word TO term;
-- > ALTER TABLE words RENAME INDEX word TO term;

-- # views and triggers
-- schema.sql
CREATE TABLE users (id bigint PRIMARY KEY,
  -- @was name
  display_name varchar(80) NOT NULL);
CREATE VIEW names AS SELECT display_name AS name FROM users;
CREATE VIEW everything AS SELECT * FROM users;
CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.display_name = upper(NEW.display_name);
-- queries.sql
-- name: Everything :many
SELECT id, display_name FROM everything;

-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- the key `name` of `Everything` becomes `display_name` (`-- @name name` keeps it)
-- the column `name` of Everything becomes `display_name` (`AS name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;
-- > DROP VIEW everything;
-- > DROP VIEW names;
-- > DROP TRIGGER t;
-- > CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.display_name = upper(NEW.display_name);
-- > CREATE VIEW names AS SELECT display_name AS name FROM users;
-- > CREATE VIEW everything AS SELECT * FROM users;

-- # a keyword as the new name
-- schema.sql
CREATE TABLE items (id int PRIMARY KEY,
  -- @was rank
  `order` int NOT NULL, KEY (`order`));
-- queries.sql
-- name: Items :many
SELECT `order` FROM items ORDER BY items.`order`;

-- the key `rank` of `Item` becomes `order` (`-- @name rank` keeps it)
-- the column `rank` of Items becomes `order` (`AS rank` keeps it)
-- > ALTER TABLE items RENAME COLUMN `rank` TO `order`;
-- > ALTER TABLE items RENAME INDEX `rank` TO `order`;

-- # statements that have changed the table
-- schema.sql
CREATE TABLE users (id bigint PRIMARY KEY,
  -- @was title
  name varchar(80) NOT NULL);
ALTER TABLE users CHANGE name label varchar(100) NOT NULL;
ALTER TABLE users ADD COLUMN bio text AFTER label, ADD INDEX (label);
ALTER TABLE users MODIFY label varchar(120) NOT NULL FIRST;
-- queries.sql
-- name: Titles :many
SELECT label FROM users;

-- the key `title` of `User` becomes `label` (`-- @name title` keeps it)
-- the column `title` of Titles becomes `label` (`AS title` keeps it)
-- > ALTER TABLE users RENAME COLUMN title TO label;
-- > ALTER TABLE users RENAME INDEX title TO label;

-- # a name in another case
-- schema.sql
CREATE TABLE users (id bigint PRIMARY KEY,
  -- @was Name
  name varchar(80) NOT NULL);
-- queries.sql
-- name: Names :many
SELECT name FROM users;

-- the key `Name` of `User` becomes `name` (`-- @name Name` keeps it)
-- the column `NAME` of Names becomes `name` (`AS NAME` keeps it)
-- > ALTER TABLE users RENAME COLUMN Name TO name;

-- # several of one name
-- schema.sql
CREATE TABLE a (
  -- @was x
  y int PRIMARY KEY, z int);
CREATE TABLE b (x int PRIMARY KEY, z int);
-- queries.sql
-- name: Both :many
SELECT a.y, b.x AS bx FROM a JOIN b ON a.y = b.x WHERE a.z IN (SELECT x FROM b WHERE b.z = a.y);

-- the key `x` of `A` becomes `y` (`-- @name x` keeps it)
-- the column `x` of Both becomes `y` (`AS x` keeps it)
-- > ALTER TABLE a RENAME COLUMN x TO y;

-- # a name that is in the way of nothing
error[rename-fails]: with the new name the definition is not what it was: nothing is written
 |
 = help: the findings below are about the texts as they would be; change these places first, then rename

error[ambiguous-column]: the column `z` is in more than one table
 --> queries.sql:2:43
  |
2 | SELECT w FROM a JOIN b ON a.z = b.x WHERE z > 1;
  |                                           ^ ambiguous
  |
  = help: write `a.z` or `b.z`

