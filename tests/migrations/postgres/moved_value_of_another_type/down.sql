-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN level text;

UPDATE users SET level = (SELECT ranks.level FROM ranks WHERE ranks.user_id = users.id);

ALTER TABLE users ALTER COLUMN level SET NOT NULL;

DROP TABLE ranks;
