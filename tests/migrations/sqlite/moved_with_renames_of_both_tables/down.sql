-- Back again.

ALTER TABLE people RENAME TO users;

ALTER TABLE "the profiles" RENAME TO extras;

ALTER TABLE users RENAME COLUMN number TO id;

ALTER TABLE extras RENAME COLUMN person TO user;

ALTER TABLE users ADD COLUMN bio TEXT;

UPDATE users SET bio = (SELECT extras."about me" FROM extras WHERE extras.user = users.id);

ALTER TABLE extras DROP COLUMN "about me";
