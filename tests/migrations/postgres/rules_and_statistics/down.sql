-- Back again.
SET LOCAL lock_timeout = '5s';

DROP RULE no_delete ON t;

CREATE STATISTICS t_ab ON a, b FROM t;
