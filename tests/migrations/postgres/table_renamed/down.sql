-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME TO people;

ALTER TABLE articles RENAME TO posts;

ALTER SEQUENCE users_id_seq RENAME TO people_id_seq;

ALTER SEQUENCE articles_id_seq RENAME TO posts_id_seq;

ALTER TABLE people RENAME CONSTRAINT users_pkey TO people_pkey;

ALTER TABLE people RENAME CONSTRAINT users_email_key TO people_email_key;

ALTER TABLE posts RENAME CONSTRAINT articles_pkey TO posts_pkey;

ALTER TABLE posts RENAME CONSTRAINT articles_author_id_fkey TO posts_author_id_fkey;
