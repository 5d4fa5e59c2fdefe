CREATE TABLE t (
  id int PRIMARY KEY,
  -- Where it stands.
  state ENUM(
    -- @was 'new'
    'draft',
    'open',
    -- @was 'it''s done'
    'finished'
  ) NOT NULL DEFAULT 'draft',
  kind enum('c', -- @was a
    'b'),
  KEY (state)
);
