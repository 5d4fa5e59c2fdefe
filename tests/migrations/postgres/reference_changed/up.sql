-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;

ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE notes ADD CONSTRAINT notes_other_id_fkey FOREIGN KEY (other_id) REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED;
