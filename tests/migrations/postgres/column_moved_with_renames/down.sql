-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE app.users RENAME TO people;

ALTER TABLE app.people RENAME COLUMN id TO uid;

ALTER TABLE app.people RENAME COLUMN email TO mail;

ALTER TABLE app.people RENAME CONSTRAINT users_pkey TO people_pkey;

CREATE TABLE app.logins (
  person uuid NOT NULL,
  last timestamptz NOT NULL,
  CONSTRAINT logins_pkey PRIMARY KEY (person),
  CONSTRAINT logins_person_fkey FOREIGN KEY (person) REFERENCES app.people (uid)
);

INSERT INTO app.logins (person, last)
SELECT uid, last_login
FROM app.people
ORDER BY uid;

ALTER TABLE app.people DROP COLUMN last_login;
