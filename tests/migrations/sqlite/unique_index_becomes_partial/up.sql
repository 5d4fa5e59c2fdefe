-- Written by `rowtype diff`; read it before it runs.

DROP INDEX t_a;

CREATE UNIQUE INDEX t_a ON t (a) WHERE gone = 0;
