CREATE TABLE rooms (
  id int PRIMARY KEY,
  span tstzrange NOT NULL,
  code text,
  kind text,
  EXCLUDE USING gist (span WITH &&) WHERE (code IS NOT NULL),
  CONSTRAINT one_code UNIQUE NULLS NOT DISTINCT (code) INCLUDE (span) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX ON rooms (lower(code));
CREATE UNIQUE INDEX part ON rooms (kind) WHERE code = 'x';
CREATE UNIQUE INDEX full_kind ON ONLY rooms USING btree (kind COLLATE "C" text_pattern_ops DESC NULLS LAST) INCLUDE (code) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS again ON rooms (code);
ALTER INDEX again RENAME TO anew;
DROP INDEX anew;
