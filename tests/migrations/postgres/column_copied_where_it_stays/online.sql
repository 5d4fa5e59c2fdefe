-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE contacts (
  user_id integer NOT NULL,
  address text NOT NULL,
  CONSTRAINT contacts_pkey PRIMARY KEY (user_id),
  CONSTRAINT contacts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO contacts (user_id, address)
SELECT id, email
FROM users
ORDER BY id;

