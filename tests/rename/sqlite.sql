-- # joins with aliases and without, a name that several tables have
-- $ rename users.name display_name and back
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- How one is called.
  name TEXT NOT NULL
);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE user_tags (
  user_id INTEGER NOT NULL REFERENCES users (id),
  tag_id INTEGER NOT NULL REFERENCES tags (id),
  PRIMARY KEY (user_id, tag_id)
);
-- queries
-- name: Tagged :many
SELECT u.name, t.name AS tag, users.name AS other
FROM users u
JOIN user_tags ut ON ut.user_id = u.id
JOIN tags t ON t.id = ut.tag_id
JOIN users ON users.id = u.id
WHERE u.name = @name AND t.name <> 'name' -- name
ORDER BY u.name, t.name;

-- name: Alone :many
SELECT name FROM users WHERE name LIKE @name ORDER BY name DESC;

-- name: TagNames :many
SELECT name FROM tags WHERE name IN (SELECT name FROM users) ORDER BY name;

-- name: Correlated :many
SELECT id FROM tags WHERE EXISTS (SELECT 1 FROM users WHERE users.name = tags.name AND name <> '');

-- # a table with all that refers to it
-- $ rename users people
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  boss_id INTEGER REFERENCES users (id),
  age INTEGER CHECK (users.age > 0)
);
CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE INDEX users_age ON users (age) WHERE age > 18;
CREATE VIEW adults AS SELECT users.* FROM users WHERE users.age > 18;
CREATE TRIGGER touched AFTER UPDATE ON users BEGIN
  UPDATE users SET age = age WHERE users.id = NEW.id AND users.age IS NULL;
  DELETE FROM posts WHERE user_id = OLD.id AND user_id NOT IN (SELECT id FROM users);
END;
-- queries
-- name: Bosses :many
SELECT users.id, boss.age FROM users JOIN users AS boss ON boss.id = users.boss_id;

-- name: Aliased :many
SELECT users.id FROM posts AS users;

-- name: Stars :many
SELECT users.*, (SELECT count(*) FROM posts WHERE posts.user_id = users.id) AS posts FROM users;

-- name: Insert :one
INSERT INTO users (boss_id, age) VALUES (@boss, @age) RETURNING users.id;

-- name: Move :exec
UPDATE users SET age = @age WHERE users.id = @id;

-- name: Go :exec
DELETE FROM users WHERE users.id = @id;

-- name: Shadowed :many
WITH users AS (SELECT id FROM posts) SELECT users.id FROM users;
-- seeds
INSERT INTO users (id, age) VALUES (1, 20);
INSERT INTO posts (id, user_id) SELECT id, id FROM users;
UPDATE posts SET user_id = 1;

-- # keys, checks, indexes, computed columns and references to it
-- $ rename goods.code number and back
CREATE TABLE goods (
  shop INTEGER NOT NULL,
  code TEXT NOT NULL CHECK (length(code) > 2) CHECK (goods.code <> 'code'),
  code_upper TEXT GENERATED ALWAYS AS (upper(code)) STORED,
  price REAL,
  PRIMARY KEY (shop, code),
  UNIQUE (code, price),
  CONSTRAINT code CHECK (price > 0 OR code = 'free')
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  shop INTEGER,
  code TEXT,
  FOREIGN KEY (shop, code) REFERENCES goods (shop, code)
);
CREATE INDEX by_code ON goods (code COLLATE NOCASE DESC);
CREATE UNIQUE INDEX by_lower ON goods (lower(code), shop) WHERE code IS NOT NULL;
-- queries
-- name: Ordered :many
SELECT o.id, o.code, g.price FROM orders o JOIN goods g ON g.shop = o.shop AND g.code = o.code;

-- # ON CONFLICT, EXCLUDED, RETURNING and lists of INSERT
-- $ rename words.word term and back
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL DEFAULT 1
);
-- queries
-- name: Count :one
INSERT INTO words (word) VALUES (@word)
ON CONFLICT (word) DO UPDATE SET uses = words.uses + 1, word = excluded.word WHERE words.word <> ''
RETURNING id, word, words.word AS again;

-- name: Copy :exec
INSERT INTO words (uses, word) SELECT uses, word || '!' FROM words WHERE word = @word;

-- name: Change :exec
UPDATE words SET word = upper(word), uses = uses + 1 WHERE word = ?1;
-- seeds
INSERT INTO words (word, uses) VALUES ('word', 1), ('uses', 2);
UPDATE words SET uses = 3 WHERE word = 'word';

-- # subqueries and WITH pass a name on
-- $ rename users.name display_name and back
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- queries
-- name: Passed :many
WITH named AS (SELECT id, name FROM users), renamed (id, name) AS (SELECT id, name FROM users)
SELECT n.name, r.name AS other, d.name AS third, e.name AS fourth
FROM named n
JOIN renamed r ON r.id = n.id
JOIN (SELECT id, name FROM named) d ON d.id = n.id
JOIN (SELECT id, upper(name) AS name FROM users) e ON e.id = n.id
WHERE n.name <> r.name
ORDER BY name;

-- name: Both :many
SELECT name FROM users UNION SELECT upper(name) FROM users ORDER BY name;

-- name: Upper :many
SELECT upper(name) AS name FROM users ORDER BY name;

-- name: Chain :many
WITH RECURSIVE chain AS (SELECT id, name FROM users UNION ALL SELECT id + 1, name FROM chain WHERE id < 3)
SELECT chain.name FROM chain;

-- # views keep their columns, stars pass the new name on
-- $ rename users.name display_name
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE VIEW cards AS SELECT u.id, u.name FROM users u;
CREATE VIEW titled (id, name) AS SELECT id, name FROM users;
CREATE VIEW everything AS SELECT * FROM users;
CREATE VIEW twice AS SELECT id, everything.name AS x, name || '!' AS y FROM everything;
CREATE VIEW all_names AS SELECT name FROM users UNION SELECT name FROM cards;
-- queries
-- name: OfCards :many
SELECT name FROM cards;

-- name: OfEverything :many
SELECT e.name FROM everything e WHERE e.name = @name;

-- # tags that name the column
-- $ rename posts.written created_at and back
-- @sort -written, title
-- @search title, body
-- @shape Card: id, written, title
-- @shape Draft input: title!, written
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  -- @backfill written
  changed TEXT NOT NULL,
  written TEXT NOT NULL, -- @filter
  author_id INTEGER REFERENCES authors (id)
);
-- @filter posts.written
-- @rel old_posts: posts where written < '2020' AND title <> 'written'
CREATE TABLE authors (id INTEGER PRIMARY KEY);
-- queries
-- The newest, by when they were written.
-- name: Newest :many
-- @orderby written desc, title
SELECT id, title, written FROM posts;

-- # names in quotes stay in quotes
-- $ rename users.Name display_name and back
CREATE TABLE "users" (id INTEGER PRIMARY KEY, "Name" TEXT, [order] TEXT, `group` TEXT);
CREATE INDEX i ON "users" ([Name]);
-- queries
-- name: Quoted :many
SELECT "users"."Name", `name` AS x, NAME FROM "users" WHERE [NAME] <> 'Name';

-- # a keyword as the new name
-- $ rename items.position order
CREATE TABLE items (id INTEGER PRIMARY KEY, position INTEGER NOT NULL CHECK (position >= 0));
-- queries
-- name: Items :many
SELECT id, i.position FROM items i ORDER BY position;

-- # a keyword as the old name, and a type of the same name
-- $ rename items.date at and back
CREATE TABLE items (id INTEGER PRIMARY KEY, date DATE NOT NULL DEFAULT (date('now')), "order" TEXT CHECK ("order" <> ''));
-- queries
-- name: Items :many
SELECT date(date) AS day, date FROM items WHERE date > date('now', '-1 day');

-- # a parameter that is called after the column
-- $ rename users.email mail and back
CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
-- queries
-- name: Named :many
-- @route GET /by-email/{email}
SELECT id FROM users WHERE email = @email;

-- name: Anonymous :many
SELECT id FROM users WHERE email = ?;

-- name: Arg :many
SELECT id FROM users WHERE email = sqlc.arg(email) OR email IN (sqlc.slice(email_list));

-- # a table that refers to itself
-- $ rename nodes.parent_id above_id
CREATE TABLE nodes (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES nodes (id),
  -- @rel root as leaves
  root_id INTEGER REFERENCES nodes (id),
  CHECK (parent_id <> id)
);
CREATE INDEX nodes_parent_id ON nodes (parent_id);
-- queries
-- name: Tree :many
WITH RECURSIVE tree AS (
  SELECT id, parent_id FROM nodes WHERE parent_id IS NULL
  UNION ALL
  SELECT n.id, n.parent_id FROM nodes n JOIN tree ON tree.id = n.parent_id
)
SELECT tree.id, tree.parent_id FROM tree;

-- # triggers of the table, and of another
-- $ rename users.name display_name
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, changed TEXT);
CREATE TABLE log (id INTEGER PRIMARY KEY, name TEXT);
CREATE TRIGGER noted AFTER UPDATE OF name, changed ON users WHEN NEW.name <> OLD.name BEGIN
  INSERT INTO log (name) VALUES (NEW.name || 'name');
  UPDATE users SET changed = name WHERE id = NEW.id;
END;
CREATE TRIGGER logged AFTER INSERT ON log BEGIN
  DELETE FROM log WHERE name = NEW.name;
END;

-- # what the API shows is kept
-- $ rename users.name display_name --keep-api
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- queries
-- name: Names :many
-- @route GET /names
SELECT u.id, u.name FROM users u ORDER BY u.name;

-- name: Stars :many
SELECT * FROM users;

-- # a table whose API is kept
-- $ rename users people --keep-api
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- queries
-- name: Names :many
SELECT sqlc.embed(users), 1 AS one FROM users;

-- # the tag of an earlier rename goes when the name comes back
-- $ rename users.name display_name and back
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL -- @hidden
);

-- # a column of a view
-- $ rename cards.title label
CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE VIEW cards AS SELECT id, title FROM users;
CREATE VIEW others AS SELECT id, cards.title AS t FROM cards;
-- queries
-- name: Cards :many
SELECT title FROM cards ORDER BY title;

-- # a view
-- $ rename cards small_cards
CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE VIEW cards AS SELECT id, title AS t FROM users;
-- queries
-- name: Cards :many
SELECT cards.t FROM cards ORDER BY t;

-- # one word for columns of two tables
-- $ rename users.user_id id
CREATE TABLE users (user_id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE posts (post_id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (user_id));
-- queries
-- name: Joined :many
SELECT post_id, name FROM posts JOIN users USING (user_id);

-- # a name that something nearer has
-- $ rename posts.title name
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT);
-- queries
-- name: Captured :many
SELECT id FROM posts WHERE EXISTS (SELECT 1 FROM users WHERE title <> '');

-- # a name that is taken
-- $ rename users.name bio
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT);

-- # a name that is none
-- $ rename users.name 2nd
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT);

-- # the name that it has
-- $ rename users.name name
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT);

-- # a column that there is not
-- $ rename users.nam display_name
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT);

-- # a column of a virtual table
-- $ rename notes.body text
CREATE VIRTUAL TABLE notes USING fts5 (title, body);
