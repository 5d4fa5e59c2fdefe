-- Back again.

ALTER TABLE t RENAME COLUMN "a b" TO a;
