-- Back again.

ALTER TABLE users ADD COLUMN bio TEXT;
