-- Back again.

ALTER TABLE people RENAME TO staff;

CREATE TABLE guests (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  until date
);

-- DANGER: every value of staff.kind is lost.
ALTER TABLE staff DROP COLUMN kind;

-- DANGER: every value of staff.until is lost.
ALTER TABLE staff DROP COLUMN until;
