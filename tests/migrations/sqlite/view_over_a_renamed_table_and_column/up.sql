-- Written by `rowtype diff`; read it before it runs.

DROP VIEW x;

DROP VIEW w;

DROP VIEW v;

ALTER TABLE t RENAME TO u;

ALTER TABLE u RENAME COLUMN a TO b;

CREATE VIEW v AS SELECT u.id, u.b AS x FROM u;

CREATE VIEW w AS SELECT * FROM u;

CREATE VIEW x AS SELECT x FROM v UNION SELECT b FROM w;
