-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE users RENAME TO people;

ALTER TABLE extras RENAME TO "the profiles";

ALTER TABLE people RENAME COLUMN id TO number;

ALTER TABLE "the profiles" RENAME COLUMN user TO person;

ALTER TABLE "the profiles" ADD COLUMN "about me" TEXT;

UPDATE "the profiles" SET "about me" = (SELECT people.bio FROM people WHERE people.number = "the profiles".person);

-- DANGER: every value of people.bio that no row of "the profiles" belongs to is lost.
ALTER TABLE people DROP COLUMN bio;
