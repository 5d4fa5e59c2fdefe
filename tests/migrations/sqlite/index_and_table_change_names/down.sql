-- Back again.

DROP INDEX t;

ALTER TABLE things RENAME TO t;

CREATE INDEX things ON t (a);
