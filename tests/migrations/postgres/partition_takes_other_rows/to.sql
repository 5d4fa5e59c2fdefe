CREATE TABLE authors (id bigint PRIMARY KEY);
CREATE TABLE events (
  id bigint NOT NULL,
  at date NOT NULL,
  author_id bigint REFERENCES authors (id),
  note text,
  CHECK (id > 0),
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2025-07-01');
CREATE TABLE events_2025_late PARTITION OF events FOR VALUES FROM ('2025-07-01') TO ('2026-01-01');
CREATE INDEX ON events (at);
