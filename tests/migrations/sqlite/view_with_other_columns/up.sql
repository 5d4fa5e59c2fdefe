-- Written by `rowtype diff`; read it before it runs.

DROP VIEW gone;

DROP VIEW v;

CREATE VIEW v (x, y) AS SELECT id, row_number() OVER (ORDER BY a) FROM t;

CREATE VIEW made AS SELECT y FROM v;
