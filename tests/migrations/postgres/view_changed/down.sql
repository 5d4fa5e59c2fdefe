-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW others;

DROP VIEW names;

DROP VIEW adults;

CREATE VIEW adults AS SELECT id, name FROM users WHERE age > 17;

CREATE VIEW names AS SELECT name FROM adults;

CREATE VIEW others AS SELECT id FROM users;
