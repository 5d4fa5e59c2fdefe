-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE people RENAME TO users;

ALTER TABLE posts RENAME TO articles;

ALTER SEQUENCE people_id_seq RENAME TO users_id_seq;

ALTER SEQUENCE posts_id_seq RENAME TO articles_id_seq;

ALTER TABLE users RENAME CONSTRAINT people_pkey TO users_pkey;

ALTER TABLE users RENAME CONSTRAINT people_email_key TO users_email_key;

ALTER TABLE articles RENAME CONSTRAINT posts_pkey TO articles_pkey;

ALTER TABLE articles RENAME CONSTRAINT posts_author_id_fkey TO articles_author_id_fkey;
