-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME COLUMN mail TO email;

ALTER TABLE posts RENAME COLUMN person_id TO user_id;

ALTER TABLE posts DROP CONSTRAINT posts_person_id_fkey;

DROP VIEW open_posts;

ALTER TABLE users RENAME CONSTRAINT people_pkey TO users_pkey;

ALTER INDEX posts_person RENAME TO posts_user;

ALTER TYPE state RENAME TO state_old;

CREATE TYPE state AS ENUM ('draft', 'open', 'closed');

ALTER TABLE posts ALTER COLUMN state DROP DEFAULT;

ALTER TABLE posts ALTER COLUMN state TYPE state USING state::text::state;

ALTER TABLE posts ALTER COLUMN state SET DEFAULT 'closed';

ALTER TABLE users ALTER COLUMN id TYPE bigint;

ALTER TABLE users ALTER COLUMN age TYPE smallint USING age::smallint;

UPDATE users SET email = 'none' WHERE email IS NULL;

ALTER TABLE users ALTER COLUMN email SET NOT NULL;

ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0);

ALTER TABLE posts ADD COLUMN at timestamptz DEFAULT now() NOT NULL;

ALTER TABLE posts ALTER COLUMN id TYPE bigint;

ALTER SEQUENCE posts_id_seq AS bigint;

ALTER TABLE posts ALTER COLUMN user_id TYPE bigint;

ALTER TABLE posts ALTER COLUMN title TYPE text;

ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (title <> '');

CREATE VIEW open_posts AS SELECT p.id, p.title, u.email FROM posts p JOIN users u ON u.id = p.user_id WHERE p.state = 'open';

ALTER TABLE posts ADD CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

-- DANGER: every value of posts.old is lost.
ALTER TABLE posts DROP COLUMN old;

DROP TYPE state_old;
