CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE posts (
  id serial PRIMARY KEY,
  author_id bigint NOT NULL REFERENCES people (id) ON DELETE CASCADE
);
