-- Written by `rowtype diff`; read it before it runs.

CREATE TABLE phones (
  id INTEGER PRIMARY KEY,
  user_id integer NOT NULL,
  number text NOT NULL,
  is_main boolean NOT NULL DEFAULT true,
  UNIQUE (user_id),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO phones (user_id, number)
SELECT id, phone
FROM users
WHERE phone IS NOT NULL
ORDER BY id;

ALTER TABLE users DROP COLUMN phone;
