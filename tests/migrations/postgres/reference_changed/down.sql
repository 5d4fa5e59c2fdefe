-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;

ALTER TABLE notes DROP CONSTRAINT notes_other_id_fkey;

ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
