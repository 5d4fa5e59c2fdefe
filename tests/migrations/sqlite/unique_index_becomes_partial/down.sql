-- Back again.

DROP INDEX t_a;

CREATE UNIQUE INDEX t_a ON t (a);
