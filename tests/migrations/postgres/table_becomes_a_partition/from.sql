CREATE TABLE authors (id bigint PRIMARY KEY);
CREATE TABLE events (
  id bigint NOT NULL,
  at date NOT NULL,
  author_id bigint CONSTRAINT by_author REFERENCES authors (id),
  note text,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX events_at ON events (at);
CREATE INDEX events_note ON events (note);
CREATE TABLE old (
  id bigint NOT NULL,
  at date,
  author_id bigint,
  title text,
  PRIMARY KEY (id)
);
CREATE INDEX old_by_day ON old (at);
CREATE INDEX old_by_title ON old (title);
