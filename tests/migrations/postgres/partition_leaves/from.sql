CREATE TABLE authors (id bigint PRIMARY KEY);
CREATE TABLE events (
  id bigint NOT NULL,
  at date NOT NULL,
  author_id bigint REFERENCES authors (id),
  kind text NOT NULL DEFAULT 'seen',
  CHECK (id > 0),
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX events_at ON events (at);
CREATE INDEX events_kind ON events (lower(kind), at DESC);
