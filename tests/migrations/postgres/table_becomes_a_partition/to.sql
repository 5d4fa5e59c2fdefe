CREATE TABLE authors (id bigint PRIMARY KEY);
CREATE TABLE events (
  id bigint NOT NULL,
  -- @backfill '2024-01-01'
  at date NOT NULL,
  author_id bigint CONSTRAINT by_author REFERENCES authors (id),
  note text,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX events_at ON events (at);
CREATE INDEX events_note ON events (note);
CREATE TABLE old PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
