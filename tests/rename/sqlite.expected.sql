-- # joins with aliases and without, a name that several tables have
-- schema.sql
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- How one is called.
  -- @was name
  display_name TEXT NOT NULL
);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE user_tags (
  user_id INTEGER NOT NULL REFERENCES users (id),
  tag_id INTEGER NOT NULL REFERENCES tags (id),
  PRIMARY KEY (user_id, tag_id)
);
-- queries.sql
-- name: Tagged :many
SELECT u.display_name, t.name AS tag, users.display_name AS other
FROM users u
JOIN user_tags ut ON ut.user_id = u.id
JOIN tags t ON t.id = ut.tag_id
JOIN users ON users.id = u.id
WHERE u.display_name = @name AND t.name <> 'name' -- name
ORDER BY u.display_name, t.name;

-- name: Alone :many
SELECT display_name FROM users WHERE display_name LIKE @name ORDER BY display_name DESC;

-- name: TagNames :many
SELECT name FROM tags WHERE name IN (SELECT display_name FROM users) ORDER BY name;

-- name: Correlated :many
SELECT id FROM tags WHERE EXISTS (SELECT 1 FROM users WHERE users.display_name = tags.name AND display_name <> '');

-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- the column `name` of Tagged becomes `display_name` (`AS name` keeps it)
-- the column `name` of Alone becomes `display_name` (`AS name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;

-- # a table with all that refers to it
-- schema.sql
-- @was users
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  boss_id INTEGER REFERENCES people (id),
  age INTEGER CHECK (people.age > 0)
);
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, FOREIGN KEY (user_id) REFERENCES people (id) ON DELETE CASCADE);
CREATE INDEX users_age ON people (age) WHERE age > 18;
CREATE VIEW adults AS SELECT people.* FROM people WHERE people.age > 18;
CREATE TRIGGER touched AFTER UPDATE ON people BEGIN
  UPDATE people SET age = age WHERE people.id = NEW.id AND people.age IS NULL;
  DELETE FROM posts WHERE user_id = OLD.id AND user_id NOT IN (SELECT id FROM people);
END;
-- queries.sql
-- name: Bosses :many
SELECT people.id, boss.age FROM people JOIN people AS boss ON boss.id = people.boss_id;

-- name: Aliased :many
SELECT users.id FROM posts AS users;

-- name: Stars :many
SELECT people.*, (SELECT count(*) FROM posts WHERE posts.user_id = people.id) AS posts FROM people;

-- name: Insert :one
INSERT INTO people (boss_id, age) VALUES (@boss, @age) RETURNING people.id;

-- name: Move :exec
UPDATE people SET age = @age WHERE people.id = @id;

-- name: Go :exec
DELETE FROM people WHERE people.id = @id;

-- name: Shadowed :many
WITH users AS (SELECT id FROM posts) SELECT users.id FROM users;
-- seeds.sql
INSERT INTO people (id, age) VALUES (1, 20);
INSERT INTO posts (id, user_id) SELECT id, id FROM people;
UPDATE posts SET user_id = 1;

-- the type `User` becomes `Person`
-- the path `users` becomes `people` (`-- @name users` keeps it)
-- the relation `users` of `Person` becomes `people` (`@rel` names it)
-- > DROP VIEW adults;
-- > DROP TRIGGER touched;
-- > ALTER TABLE users RENAME TO people;
-- > CREATE VIEW adults AS SELECT people.* FROM people WHERE people.age > 18;
-- > CREATE TRIGGER touched AFTER UPDATE ON people BEGIN UPDATE people SET age = age WHERE people.id = NEW.id AND people.age IS NULL; DELETE FROM posts WHERE user_id = OLD.id AND user_id NOT IN (SELECT id FROM people); END;

-- # keys, checks, indexes, computed columns and references to it
-- schema.sql
CREATE TABLE goods (
  shop INTEGER NOT NULL,
  -- @was code
  number TEXT NOT NULL CHECK (length(number) > 2) CHECK (goods.number <> 'code'),
  code_upper TEXT GENERATED ALWAYS AS (upper(number)) STORED,
  price REAL,
  PRIMARY KEY (shop, number),
  UNIQUE (number, price),
  CONSTRAINT code CHECK (price > 0 OR number = 'free')
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  shop INTEGER,
  code TEXT,
  FOREIGN KEY (shop, code) REFERENCES goods (shop, number)
);
CREATE INDEX by_code ON goods (number COLLATE NOCASE DESC);
CREATE UNIQUE INDEX by_lower ON goods (lower(number), shop) WHERE number IS NOT NULL;
-- queries.sql
-- name: Ordered :many
SELECT o.id, o.code, g.price FROM orders o JOIN goods g ON g.shop = o.shop AND g.number = o.code;

-- the key `code` of `Goods` becomes `number` (`-- @name code` keeps it)
-- > ALTER TABLE goods RENAME COLUMN code TO number;

-- # ON CONFLICT, EXCLUDED, RETURNING and lists of INSERT
-- schema.sql
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  -- @was word
  term TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL DEFAULT 1
);
-- queries.sql
-- name: Count :one
INSERT INTO words (term) VALUES (@word)
ON CONFLICT (term) DO UPDATE SET uses = words.uses + 1, term = excluded.term WHERE words.term <> ''
RETURNING id, term, words.term AS again;

-- name: Copy :exec
INSERT INTO words (uses, term) SELECT uses, term || '!' FROM words WHERE term = @word;

-- name: Change :exec
UPDATE words SET term = upper(term), uses = uses + 1 WHERE term = ?1;
-- seeds.sql
INSERT INTO words (term, uses) VALUES ('word', 1), ('uses', 2);
UPDATE words SET uses = 3 WHERE term = 'word';

-- the key `word` of `Word` becomes `term` (`-- @name word` keeps it)
-- the column `word` of Count becomes `term` (`AS word` keeps it)
-- the parameter `word` of Change becomes `term`
-- > ALTER TABLE words RENAME COLUMN word TO term;

-- # subqueries and WITH pass a name on
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY,
  -- @was name
  display_name TEXT NOT NULL);
-- queries.sql
-- name: Passed :many
WITH named AS (SELECT id, display_name FROM users), renamed (id, name) AS (SELECT id, display_name FROM users)
SELECT n.display_name, r.name AS other, d.display_name AS third, e.name AS fourth
FROM named n
JOIN renamed r ON r.id = n.id
JOIN (SELECT id, display_name FROM named) d ON d.id = n.id
JOIN (SELECT id, upper(display_name) AS name FROM users) e ON e.id = n.id
WHERE n.display_name <> r.name
ORDER BY display_name;

-- name: Both :many
SELECT display_name FROM users UNION SELECT upper(display_name) FROM users ORDER BY display_name;

-- name: Upper :many
SELECT upper(display_name) AS name FROM users ORDER BY name;

-- name: Chain :many
WITH RECURSIVE chain AS (SELECT id, display_name FROM users UNION ALL SELECT id + 1, display_name FROM chain WHERE id < 3)
SELECT chain.display_name FROM chain;

-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- the column `name` of Passed becomes `display_name` (`AS name` keeps it)
-- the column `name` of Both becomes `display_name` (`AS name` keeps it)
-- the column `name` of Chain becomes `display_name` (`AS name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;

-- # views keep their columns, stars pass the new name on
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY,
  -- @was name
  display_name TEXT NOT NULL);
CREATE VIEW cards AS SELECT u.id, u.display_name AS name FROM users u;
CREATE VIEW titled (id, name) AS SELECT id, display_name FROM users;
CREATE VIEW everything AS SELECT * FROM users;
CREATE VIEW twice AS SELECT id, everything.display_name AS x, display_name || '!' AS y FROM everything;
CREATE VIEW all_names AS SELECT display_name AS name FROM users UNION SELECT name FROM cards;
-- queries.sql
-- name: OfCards :many
SELECT name FROM cards;

-- name: OfEverything :many
SELECT e.display_name FROM everything e WHERE e.display_name = @name;

-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- the key `name` of `Everything` becomes `display_name` (`-- @name name` keeps it)
-- the column `name` of OfEverything becomes `display_name` (`AS name` keeps it)
-- > DROP VIEW all_names;
-- > DROP VIEW twice;
-- > DROP VIEW everything;
-- > DROP VIEW titled;
-- > DROP VIEW cards;
-- > ALTER TABLE users RENAME COLUMN name TO display_name;
-- > CREATE VIEW cards AS SELECT u.id, u.display_name AS name FROM users u;
-- > CREATE VIEW titled (id, name) AS SELECT id, display_name FROM users;
-- > CREATE VIEW everything AS SELECT * FROM users;
-- > CREATE VIEW twice AS SELECT id, everything.display_name AS x, display_name || '!' AS y FROM everything;
-- > CREATE VIEW all_names AS SELECT display_name AS name FROM users UNION SELECT name FROM cards;

-- # tags that name the column
-- schema.sql
-- @sort -created_at, title
-- @search title, body
-- @shape Card: id, created_at, title
-- @shape Draft input: title!, created_at
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  -- @backfill created_at
  changed TEXT NOT NULL,
  -- @was written
  created_at TEXT NOT NULL, -- @filter
  author_id INTEGER REFERENCES authors (id)
);
-- @filter posts.created_at
-- @rel old_posts: posts where created_at < '2020' AND title <> 'written'
CREATE TABLE authors (id INTEGER PRIMARY KEY);
-- queries.sql
-- The newest, by when they were written.
-- name: Newest :many
-- @orderby created_at desc, title
SELECT id, title, created_at FROM posts;

-- the key `written` of `Post` becomes `created_at` (`-- @name written` keeps it)
-- the column `written` of Newest becomes `created_at` (`AS written` keeps it)
-- > ALTER TABLE posts RENAME COLUMN written TO created_at;

-- # names in quotes stay in quotes
-- schema.sql
CREATE TABLE "users" (id INTEGER PRIMARY KEY,
  -- @was Name
  "display_name" TEXT, [order] TEXT, `group` TEXT);
CREATE INDEX i ON "users" ([display_name]);
-- queries.sql
-- name: Quoted :many
SELECT "users"."display_name", `display_name` AS x, display_name FROM "users" WHERE [display_name] <> 'Name';

-- the key `Name` of `User` becomes `display_name` (`-- @name Name` keeps it)
-- the column `Name` of Quoted becomes `display_name` (`AS Name` keeps it)
-- the column `NAME` of Quoted becomes `display_name` (`AS NAME` keeps it)
-- > ALTER TABLE users RENAME COLUMN Name TO display_name;

-- # a keyword as the new name
-- schema.sql
CREATE TABLE items (id INTEGER PRIMARY KEY,
  -- @was position
  "order" INTEGER NOT NULL CHECK ("order" >= 0));
-- queries.sql
-- name: Items :many
SELECT id, i."order" FROM items i ORDER BY "order";

-- the key `position` of `Item` becomes `order` (`-- @name position` keeps it)
-- the column `position` of Items becomes `order` (`AS position` keeps it)
-- > ALTER TABLE items RENAME COLUMN position TO "order";

-- # a keyword as the old name, and a type of the same name
-- schema.sql
CREATE TABLE items (id INTEGER PRIMARY KEY,
  -- @was date
  at DATE NOT NULL DEFAULT (date('now')), "order" TEXT CHECK ("order" <> ''));
-- queries.sql
-- name: Items :many
SELECT date(at) AS day, at FROM items WHERE at > date('now', '-1 day');

-- the key `date` of `Item` becomes `at` (`-- @name date` keeps it)
-- the column `date` of Items becomes `at` (`AS date` keeps it)
-- > ALTER TABLE items RENAME COLUMN date TO at;

-- # a parameter that is called after the column
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY,
  -- @was email
  mail TEXT NOT NULL);
-- queries.sql
-- name: Named :many
-- @route GET /by-email/{email}
SELECT id FROM users WHERE mail = @email;

-- name: Anonymous :many
SELECT id FROM users WHERE mail = ?;

-- name: Arg :many
SELECT id FROM users WHERE mail = sqlc.arg(email) OR mail IN (sqlc.slice(email_list));

-- the key `email` of `User` becomes `mail` (`-- @name email` keeps it)
-- the parameter `email` of Anonymous becomes `mail`
-- > ALTER TABLE users RENAME COLUMN email TO mail;

-- # a table that refers to itself
-- schema.sql
CREATE TABLE nodes (
  id INTEGER PRIMARY KEY,
  -- @was parent_id
  above_id INTEGER REFERENCES nodes (id),
  -- @rel root as leaves
  root_id INTEGER REFERENCES nodes (id),
  CHECK (above_id <> id)
);
CREATE INDEX nodes_parent_id ON nodes (above_id);
-- queries.sql
-- name: Tree :many
WITH RECURSIVE tree AS (
  SELECT id, above_id FROM nodes WHERE above_id IS NULL
  UNION ALL
  SELECT n.id, n.above_id FROM nodes n JOIN tree ON tree.id = n.above_id
)
SELECT tree.id, tree.above_id FROM tree;

-- the key `parent_id` of `Node` becomes `above_id` (`-- @name parent_id` keeps it)
-- the relation `parent` of `Node` becomes `above` (`@rel` names it)
-- the column `parent_id` of Tree becomes `above_id` (`AS parent_id` keeps it)
-- > ALTER TABLE nodes RENAME COLUMN parent_id TO above_id;

-- # triggers of the table, and of another
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY,
  -- @was name
  display_name TEXT NOT NULL, changed TEXT);
CREATE TABLE log (id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER noted AFTER UPDATE OF display_name, changed ON users WHEN NEW.display_name <> OLD.display_name BEGIN
  INSERT INTO log (name) VALUES (NEW.display_name || 'name');
  UPDATE users SET changed = name WHERE id = NEW.id;
END;
CREATE TRIGGER logged AFTER INSERT ON log BEGIN
  DELETE FROM log WHERE name = NEW.name;
END;
-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- left: schema.sql:6: the body of a trigger
-- left: schema.sql:7: the body of a trigger
-- > DROP TRIGGER noted;
-- > ALTER TABLE users RENAME COLUMN name TO display_name;
-- > CREATE TRIGGER noted AFTER UPDATE OF display_name, changed ON users WHEN NEW.display_name <> OLD.display_name BEGIN INSERT INTO log (name) VALUES (NEW.display_name || 'name'); UPDATE users SET changed = name WHERE id = NEW.id; END;

-- # what the API shows is kept
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY,
  -- @was name
  -- @name name
  display_name TEXT NOT NULL);
-- queries.sql
-- name: Names :many
-- @route GET /names
SELECT u.id, u.display_name AS name FROM users u ORDER BY u.display_name;

-- name: Stars :many
SELECT * FROM users;

-- the column `name` of Stars becomes `display_name` (`AS name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;

-- # a table whose API is kept
-- schema.sql
-- @was users
-- @name users
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- queries.sql
-- name: Names :many
SELECT sqlc.embed(people), 1 AS one FROM people;

-- > ALTER TABLE users RENAME TO people;

-- # the tag of an earlier rename goes when the name comes back
-- schema.sql
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- @was name
  display_name TEXT NOT NULL -- @hidden
);
-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;

-- # a column of a view
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE VIEW cards AS SELECT id, title AS label FROM users;
CREATE VIEW others AS SELECT id, cards.label AS t FROM cards;
-- queries.sql
-- name: Cards :many
SELECT label FROM cards ORDER BY label;

-- the key `title` of `Card` becomes `label` (`-- @name title` keeps it)
-- the column `title` of Cards becomes `label` (`AS title` keeps it)
-- > DROP VIEW others;
-- > DROP VIEW cards;
-- > CREATE VIEW cards AS SELECT id, title AS label FROM users;
-- > CREATE VIEW others AS SELECT id, cards.label AS t FROM cards;

-- # a view
-- schema.sql
CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE VIEW small_cards AS SELECT id, title AS t FROM users;
-- queries.sql
-- name: Cards :many
SELECT small_cards.t FROM small_cards ORDER BY t;

-- the type `Card` becomes `SmallCard`
-- the path `cards` becomes `small_cards` (`-- @name cards` keeps it)
-- > DROP VIEW cards;
-- > CREATE VIEW small_cards AS SELECT id, title AS t FROM users;

-- # one word for columns of two tables
error[rename-shared]: here `user_id` is one word for columns of two tables, and only one gets another name
 --> queries.sql:2:51
  |
2 | SELECT post_id, name FROM posts JOIN users USING (user_id);
  |                                                   ^^^^^^^ joins by this name
  |
  = help: write the join with ON: `ON a.x = b.y`

-- # a name that something nearer has
error[rename-fails]: with the new name the definition is not what it was: nothing is written
 |
 = help: the findings below are about the texts as they would be; change these places first, then rename

error[rename-captured]: a name would mean something else here
 --> queries.sql:2:62
  |
2 | SELECT id FROM posts WHERE EXISTS (SELECT 1 FROM users WHERE name <> '');
  |                                                              ^^^^ means another table or column than before
  |
  = help: write the table's name before the column, or choose another name

-- # a name that is taken
error[rename-taken]: `users` has a column `bio` already
 --> schema.sql:1:56
  |
1 | CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT);
  |                                                        ^^^ this one
  |
  = help: give another name

-- # a name that is none
error[rename-no-name]: `2nd` is no name
 |
 = help: a name has letters, digits and `_`, and begins with no digit

-- # the name that it has
error[rename-unchanged]: `name` has that name already
 |
 = help: give another name

-- # a column that there is not
error[unknown-column]: `users` has no column `nam`
 |
 = help: did you mean `name`?

-- # a column of a virtual table
error[rename-impossible]: the column `body` of a virtual table cannot be renamed
 --> schema.sql:1:22
  |
1 | CREATE VIRTUAL TABLE notes USING fts5 (title, body);
  |                      ^^^^^ a virtual table
  |
  = help: drop the table and make it anew, in a migration of your own

