-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people RENAME TO staff;

ALTER SEQUENCE people_id_seq RENAME TO staff_id_seq;

ALTER TABLE staff RENAME CONSTRAINT people_pkey TO staff_pkey;

CREATE TABLE guests (
  id bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  until date,
  CONSTRAINT guests_pkey PRIMARY KEY (id)
);

-- DANGER: every value of staff.kind is lost.
ALTER TABLE staff DROP COLUMN kind;

-- DANGER: every value of staff.until is lost.
ALTER TABLE staff DROP COLUMN until;
