-- Back again.

ALTER TABLE users RENAME TO people;
