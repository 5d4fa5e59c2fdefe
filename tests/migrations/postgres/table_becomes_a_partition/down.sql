-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE events DETACH PARTITION old;

ALTER TABLE old DROP CONSTRAINT by_author;

ALTER TABLE old DROP CONSTRAINT old_pkey;

DROP INDEX old_note_idx;

ALTER INDEX old_at_idx RENAME TO old_by_day;

ALTER TABLE old ADD COLUMN title text;

ALTER TABLE old ALTER COLUMN at DROP NOT NULL;

ALTER TABLE old ADD CONSTRAINT old_pkey PRIMARY KEY (id);

CREATE INDEX old_by_title ON old (title);

-- DANGER: every value of old.note is lost.
ALTER TABLE old DROP COLUMN note;
