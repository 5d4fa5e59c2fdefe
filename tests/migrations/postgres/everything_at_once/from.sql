CREATE TYPE state AS ENUM ('draft', 'open');
CREATE TABLE people (id integer PRIMARY KEY, mail text, age text);
CREATE TABLE posts (
  id serial PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people,
  title varchar(40) NOT NULL,
  state state NOT NULL DEFAULT 'draft',
  old text
);
CREATE INDEX posts_person ON posts (person_id);
CREATE VIEW open_posts AS SELECT p.id, p.title, u.mail FROM posts p JOIN people u ON u.id = p.person_id WHERE p.state = 'open';
