-- Back again.

ALTER TABLE u RENAME TO t;
