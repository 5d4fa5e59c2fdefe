-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE e_1 PARTITION OF e FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
