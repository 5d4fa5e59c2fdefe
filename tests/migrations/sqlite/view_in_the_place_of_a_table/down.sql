-- Back again.

DROP VIEW t;

ALTER TABLE t_all RENAME TO t;

-- DANGER: every value of t.gone is lost.
ALTER TABLE t DROP COLUMN gone;
