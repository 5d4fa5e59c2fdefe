-- file: migrations/1_init.up.sql
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, bio text, age text, note text);
-- file: migrations/2_gone.up.sql
SET LOCAL lock_timeout = '2s';
-- rowtype: allow drop-column nothing has read it since release 12
ALTER TABLE users DROP COLUMN bio;
-- Without a reason it is allowed, and that is an error of its own.
-- rowtype: allow drop-column
ALTER TABLE users DROP COLUMN age;
-- rowtype: allow drop-colum nothing reads it
-- rowtype: allow rename-table nothing is renamed here
ALTER TABLE users DROP COLUMN note;
-- rowtype: no-transacton
-- rowtype: allow truncate there is no statement below
