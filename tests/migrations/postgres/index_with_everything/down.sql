-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX t_g;

DROP INDEX t_f;

DROP INDEX t_e;

DROP INDEX t_d;

DROP INDEX t_c;

DROP INDEX t_b;

DROP INDEX t_a;

CREATE INDEX t_a ON t (a);
