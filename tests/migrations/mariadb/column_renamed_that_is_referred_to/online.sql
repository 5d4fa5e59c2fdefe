-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN ident TO id, ALGORITHM=INSTANT;

ALTER TABLE posts RENAME COLUMN author TO user_id, ALGORITHM=INSTANT;

ALTER TABLE posts RENAME INDEX author TO user_id, ALGORITHM=INSTANT;

