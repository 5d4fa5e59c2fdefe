-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

CREATE TABLE phones (
  id int NOT NULL AUTO_INCREMENT,
  user_id integer NOT NULL,
  number text NOT NULL,
  is_main boolean NOT NULL DEFAULT true,
  PRIMARY KEY (id),
  UNIQUE INDEX user_id (user_id),
  CONSTRAINT phones_ibfk_1 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO phones (user_id, number)
SELECT id, phone
FROM users
WHERE phone IS NOT NULL
ORDER BY id;

ALTER TABLE users DROP COLUMN phone, ALGORITHM=INSTANT;

