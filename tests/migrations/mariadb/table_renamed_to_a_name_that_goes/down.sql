-- Back again.
SET SESSION lock_wait_timeout = 5;

RENAME TABLE c TO a;

ALTER TABLE a MODIFY COLUMN id int NOT NULL;

CREATE TABLE b (
  id int NOT NULL,
  PRIMARY KEY (id)
);

-- DANGER: every row of d is lost.
DROP TABLE d;
