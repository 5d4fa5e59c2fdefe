-- # all that PostgreSQL has about a column
-- schema.sql
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- @was email
  mail text NOT NULL UNIQUE CONSTRAINT has_at CHECK (mail LIKE '%@%' AND users.mail <> ''),
  lower_email text GENERATED ALWAYS AS (lower(mail)) STORED,
  owner text,
  EXCLUDE USING btree (mail WITH =)
);
CREATE UNIQUE INDEX users_lower ON users (lower(mail)) INCLUDE (mail) WHERE mail IS NOT NULL;
ALTER TABLE users ADD CONSTRAINT short CHECK (length(mail) < 255);
ALTER TABLE users ALTER COLUMN mail SET DEFAULT 'a@b';
COMMENT ON COLUMN users.mail IS 'Where email goes.';
GRANT SELECT (id, mail), UPDATE (mail) ON users TO PUBLIC;
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner := NEW.email;
  RETURN NEW;
END $$;
CREATE TRIGGER noted BEFORE INSERT OR UPDATE OF mail ON users FOR EACH ROW WHEN (NEW.mail <> '') EXECUTE FUNCTION noted();
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON users USING (mail = current_user AND users.mail <> '') WITH CHECK (mail IS NOT NULL);
-- queries.sql
-- name: ByEmail :opt
SELECT id, mail FROM users WHERE mail = $1;

-- name: Lock :many
SELECT users.mail FROM users WHERE mail = ANY (@emails::text[]) FOR UPDATE OF users;

-- the key `email` of `User` becomes `mail` (`-- @name email` keeps it)
-- the column `email` of ByEmail becomes `mail` (`AS email` keeps it)
-- the parameter `email` of ByEmail becomes `mail`
-- the column `email` of Lock becomes `mail` (`AS email` keeps it)
-- left: schema.sql:16: the body of a function
-- > ALTER TABLE users RENAME COLUMN email TO mail;
-- > ALTER TABLE users RENAME CONSTRAINT users_email_key TO users_mail_key;
-- > ALTER TABLE users RENAME CONSTRAINT users_email_excl TO users_mail_excl;

-- # all that PostgreSQL has about a table
-- schema.sql
CREATE SCHEMA app;
-- @was users
CREATE TABLE app.people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
-- @name others
CREATE TABLE users (id bigint PRIMARY KEY, user_id bigint REFERENCES app.people);
CREATE INDEX ON app.people (email);
COMMENT ON TABLE app.people IS 'Our users.';
COMMENT ON COLUMN app.people.email IS 'Mail.';
GRANT SELECT ON app.people TO PUBLIC;
ALTER TABLE app.people ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.people USING (email = current_user);
CREATE FUNCTION app.first() RETURNS SETOF app.people LANGUAGE sql STABLE AS 'SELECT * FROM app.users LIMIT 1';
CREATE VIEW app.mails AS SELECT app.people.email, u.id FROM app.people JOIN users u ON u.user_id = app.people.id;
-- queries.sql
-- name: Both :many
SELECT users.id, p.email FROM users JOIN app.people AS p ON p.id = users.user_id;

-- name: Qualified :many
SELECT app.people.email, people.id FROM app.people;

-- the type `User` becomes `Person`
-- the path `users` becomes `people` (`-- @name users` keeps it)
-- left: schema.sql:15: the body of a function
-- > ALTER TABLE app.users RENAME TO people;
-- > ALTER SEQUENCE app.users_id_seq RENAME TO people_id_seq;
-- > ALTER TABLE app.people RENAME CONSTRAINT users_pkey TO people_pkey;
-- > ALTER TABLE app.people RENAME CONSTRAINT users_email_key TO people_email_key;
-- > ALTER INDEX app.users_email_idx RENAME TO people_email_idx;
-- > CREATE OR REPLACE VIEW app.mails AS SELECT app.people.email, u.id FROM app.people JOIN users u ON u.user_id = app.people.id;

-- # folded and quoted names
-- schema.sql
CREATE TABLE users (id int PRIMARY KEY,
  -- @was Name
  "DisplayName" text);
CREATE TABLE pets (id int PRIMARY KEY, name text);
CREATE INDEX i ON users ("DisplayName", id);
-- queries.sql
-- name: Names :many
SELECT "DisplayName", NAME AS n, pets.name AS m FROM USERS JOIN pets ON "DisplayName" > Name;

-- the key `Name` of `User` becomes `DisplayName` (`-- @name Name` keeps it)
-- the column `Name` of Names becomes `DisplayName` (`AS Name` keeps it)
-- > ALTER TABLE users RENAME COLUMN "Name" TO "DisplayName";

-- # a word in capitals is the folded name
-- schema.sql
CREATE TABLE users (id int PRIMARY KEY, "Name" text);
CREATE TABLE Pets (ID int PRIMARY KEY,
  -- @was name
  title text);
-- queries.sql
-- name: Names :many
SELECT "Name", title AS a, p.title AS b, "title" AS c FROM USERS u JOIN PETS p ON p.ID = u.ID;

-- the key `name` of `Pet` becomes `title` (`-- @name name` keeps it)
-- > ALTER TABLE pets RENAME COLUMN name TO title;

-- # the name of a type, a cast, a function and an alias
-- schema.sql
CREATE TABLE events (
  id int PRIMARY KEY,
  -- @was date
  day date NOT NULL DEFAULT current_date CHECK (day > date '2000-01-01'),
  note text
);
-- queries.sql
-- name: Dates :many
SELECT day, day::date AS d1, CAST(day AS date) AS d2, date(now()) AS d3, e.day AS date2
FROM events e WHERE day BETWEEN date '2020-01-01' AND now()::date;

-- name: Aliased :many
SELECT note AS date FROM events ORDER BY date;

-- the key `date` of `Event` becomes `day` (`-- @name date` keeps it)
-- the column `date` of Dates becomes `day` (`AS date` keeps it)
-- > ALTER TABLE events RENAME COLUMN date TO day;
-- > ALTER TABLE events RENAME CONSTRAINT events_date_check TO events_day_check;

-- # inheritance and partitions
-- schema.sql
CREATE TABLE logs (
  -- @was at
  moment timestamptz NOT NULL, note text, PRIMARY KEY (moment)) PARTITION BY RANGE (moment);
CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- queries.sql
-- name: OfPart :many
SELECT moment, note FROM logs_2026 ORDER BY moment;

-- the key `at` of `Log` becomes `moment` (`-- @name at` keeps it)
-- the key `at` of `Logs2026` becomes `moment` (`-- @name at` keeps it)
-- the column `at` of OfPart becomes `moment` (`AS at` keeps it)
-- > ALTER TABLE logs RENAME COLUMN at TO moment;

-- # a table that others inherit from
-- schema.sql
CREATE TABLE things (id int PRIMARY KEY,
  -- @was label
  title text);
CREATE TABLE cars (wheels int CHECK (wheels > 0), CHECK (title <> '')) INHERITS (things);
-- queries.sql
-- name: Cars :many
SELECT c.title, wheels FROM cars c;

-- the key `label` of `Thing` becomes `title` (`-- @name label` keeps it)
-- the key `label` of `Car` becomes `title` (`-- @name label` keeps it)
-- the column `label` of Cars becomes `title` (`AS label` keeps it)
-- > ALTER TABLE things RENAME COLUMN label TO title;
-- > ALTER TABLE cars RENAME CONSTRAINT cars_label_check TO cars_title_check;

-- # ON CONFLICT, DISTINCT ON, LATERAL, USING a CTE that writes
-- schema.sql
CREATE TABLE words (
  id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  -- @was word
  term text NOT NULL,
  lang text NOT NULL,
  UNIQUE (term, lang)
);
-- queries.sql
-- name: Put :one
INSERT INTO words AS w (term, lang) VALUES (@word, @lang)
ON CONFLICT (term, lang) DO UPDATE SET term = excluded.term WHERE w.term <> excluded.term
RETURNING w.term, lang;

-- name: Distinct :many
SELECT DISTINCT ON (term) term, x.n FROM words w
CROSS JOIN LATERAL (SELECT length(w.term) AS n) x ORDER BY term, lang;

-- name: Moved :many
WITH gone AS (DELETE FROM words WHERE lang = @lang RETURNING term, lang)
SELECT term, count(*) OVER (PARTITION BY term ORDER BY gone.term) FROM gone;

-- name: Merge :exec
MERGE INTO words t USING (SELECT term, lang FROM words) s ON t.term = s.term
WHEN MATCHED THEN UPDATE SET term = s.term
WHEN NOT MATCHED THEN INSERT (term, lang) VALUES (s.term, s.lang);

-- name: Row :many
SELECT (words).term, to_jsonb(words) AS whole FROM words;

-- the key `word` of `Word` becomes `term` (`-- @name word` keeps it)
-- the column `word` of Put becomes `term` (`AS word` keeps it)
-- the column `word` of Distinct becomes `term` (`AS word` keeps it)
-- the column `word` of Moved becomes `term` (`AS word` keeps it)
-- the column `word` of Row becomes `term` (`AS word` keeps it)
-- > ALTER TABLE words RENAME COLUMN word TO term;
-- > ALTER TABLE words RENAME CONSTRAINT words_word_lang_key TO words_term_lang_key;

-- # whole rows by the name of their table
-- schema.sql
-- @was words
CREATE TABLE terms (id int PRIMARY KEY, word text NOT NULL);
-- queries.sql
-- name: Rows :many
SELECT to_jsonb(terms) AS whole, count(terms) OVER () AS n, terms.* FROM terms WHERE terms IS NOT NULL;

-- the type `Word` becomes `Term`
-- the path `words` becomes `terms` (`-- @name words` keeps it)
-- > ALTER TABLE words RENAME TO terms;
-- > ALTER TABLE terms RENAME CONSTRAINT words_pkey TO terms_pkey;

-- # nested rows
-- schema.sql
CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
-- @was posts
CREATE TABLE articles (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), title text NOT NULL);
-- queries.sql
-- name: WithPosts :many
-- @nest articles
SELECT sqlc.embed(users), sqlc.embed(articles) FROM users JOIN articles ON articles.user_id = users.id;

-- the relation `posts` of `User` becomes `articles` (`@rel` names it)
-- the type `Post` becomes `Article`
-- the path `posts` becomes `articles` (`-- @name posts` keeps it)
-- > ALTER TABLE posts RENAME TO articles;
-- > ALTER TABLE articles RENAME CONSTRAINT posts_pkey TO articles_pkey;
-- > ALTER TABLE articles RENAME CONSTRAINT posts_user_id_fkey TO articles_user_id_fkey;

-- # a materialized view
-- schema.sql
CREATE TABLE users (id int PRIMARY KEY,
  -- @was name
  display_name text NOT NULL);
CREATE MATERIALIZED VIEW names AS SELECT display_name AS name, count(*) AS n FROM users GROUP BY display_name;
CREATE INDEX names_n ON names (n, name);
-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- > ALTER TABLE users RENAME COLUMN name TO display_name;
-- > DROP MATERIALIZED VIEW names;
-- > CREATE MATERIALIZED VIEW names AS SELECT display_name AS name, count(*) AS n FROM users GROUP BY display_name;
-- > CREATE INDEX names_n ON names (n, name);

-- # what a reference is called after
-- schema.sql
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE posts (id serial PRIMARY KEY,
  -- @was user_id
  author_id int NOT NULL REFERENCES users (id), UNIQUE (id, author_id));
CREATE INDEX ON posts (author_id);
-- queries.sql
-- name: Of :many
SELECT id FROM posts WHERE author_id = $1;

-- the key `user_id` of `Post` becomes `author_id` (`-- @name user_id` keeps it)
-- the relation `user` of `Post` becomes `author` (`@rel` names it)
-- the parameter `user_id` of Of becomes `author_id`
-- > ALTER TABLE posts RENAME COLUMN user_id TO author_id;
-- > ALTER TABLE posts RENAME CONSTRAINT posts_user_id_fkey TO posts_author_id_fkey;
-- > ALTER TABLE posts RENAME CONSTRAINT posts_id_user_id_key TO posts_id_author_id_key;
-- > ALTER INDEX posts_user_id_idx RENAME TO posts_author_id_idx;

-- # a function that only its text knows
-- schema.sql
CREATE TABLE users (id int PRIMARY KEY,
  -- @was name
  display_name text NOT NULL);
CREATE FUNCTION first_name() RETURNS text LANGUAGE sql STABLE AS $$ SELECT u.name FROM users u LIMIT 1 $$;
-- the key `name` of `User` becomes `display_name` (`-- @name name` keeps it)
-- left: schema.sql:4: the body of a function
-- > ALTER TABLE users RENAME COLUMN name TO display_name;

-- # a name that is longer than names are
error[rename-no-name]: `a123456789_123456789_123456789_123456789_123456789_123456789_1234` is longer than a name may be
 |
 = help: a name has up to 63 bytes here

-- # a name that a type has
error[rename-taken]: there is a type `mood` already, and the rows of a table have one too
 |
 = help: give another name

-- # a comment above, and a tag of old
-- schema.sql
CREATE TABLE users (
  id int PRIMARY KEY,
  -- Where one is reached.
  -- @was mail
  address text NOT NULL
);
-- the key `mail` of `User` becomes `address` (`-- @name mail` keeps it)
-- > ALTER TABLE users RENAME COLUMN mail TO address;

