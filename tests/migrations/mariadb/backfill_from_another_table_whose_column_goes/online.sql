-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE homes ADD COLUMN street varchar(20), ALGORITHM=INSTANT;

UPDATE homes SET street = (SELECT u.street FROM users u WHERE u.id = user_id);

-- DANGER: every value of users.street is lost.
ALTER TABLE users DROP COLUMN street, ALGORITHM=INSTANT;

