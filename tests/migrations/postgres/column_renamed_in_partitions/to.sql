CREATE TABLE logs (
  -- @was at
  moment timestamptz NOT NULL,
  note text,
  PRIMARY KEY (moment),
  CHECK (moment > '2000-01-01')
) PARTITION BY RANGE (moment);
CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
