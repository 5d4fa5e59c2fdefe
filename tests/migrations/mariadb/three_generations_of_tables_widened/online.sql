-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY c_ibfk_1,
  DROP FOREIGN KEY c_ibfk_2,
  ALGORITHM=INSTANT;

ALTER TABLE b DROP FOREIGN KEY b_ibfk_1, ALGORITHM=INSTANT;

-- LOCK: nobody writes to a while it is copied for `MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT`.
ALTER TABLE a MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT;

-- LOCK: nobody writes to b while it is copied for `MODIFY COLUMN a_id bigint NOT NULL`.
ALTER TABLE b
  MODIFY COLUMN id bigint NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN a_id bigint NOT NULL;

-- LOCK: nobody writes to c while it is copied for `MODIFY COLUMN b_id bigint`.
ALTER TABLE c
  MODIFY COLUMN a_id bigint,
  MODIFY COLUMN b_id bigint;

-- LOCK: nobody writes to b while it is copied for `ADD CONSTRAINT b_ibfk_1 FOREIGN KEY (a_id) REFERENCES a (id)`.
ALTER TABLE b ADD CONSTRAINT b_ibfk_1 FOREIGN KEY (a_id) REFERENCES a (id);

-- LOCK: nobody writes to c while it is copied for `ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (b_id) REFERENCES b (id)`.
ALTER TABLE c
  DROP INDEX a_id,
  ADD INDEX a_id (a_id, b_id),
  DROP INDEX b_id,
  ADD INDEX b_id (b_id),
  ADD CONSTRAINT c_ibfk_1 FOREIGN KEY (a_id, b_id) REFERENCES b (a_id, id) ON DELETE CASCADE,
  ADD CONSTRAINT c_ibfk_2 FOREIGN KEY (b_id) REFERENCES b (id);

