-- Back again.

DROP VIEW made;

DROP VIEW v;

CREATE VIEW v (x) AS SELECT id FROM t;

CREATE VIEW gone AS SELECT x FROM v;
