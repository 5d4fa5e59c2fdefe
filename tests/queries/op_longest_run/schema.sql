CREATE TYPE size AS (width integer, unit text);
CREATE TABLE articles (id integer PRIMARY KEY, body tsvector NOT NULL, doc jsonb, wide size);
