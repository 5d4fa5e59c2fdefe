CREATE TABLE animals (id int PRIMARY KEY, name text NOT NULL, kind text);
CREATE TABLE walkers (legs smallint NOT NULL DEFAULT 4, name text);
CREATE TABLE cats (lives int, kind text DEFAULT 'cat') INHERITS (animals, walkers);
ALTER TABLE animals ADD COLUMN born date;
ALTER TABLE ONLY animals ALTER COLUMN kind SET DEFAULT 'animal';
ALTER TABLE animals RENAME COLUMN kind TO species;
CREATE TABLE dogs (id int NOT NULL, name text NOT NULL, species text, born date);
ALTER TABLE dogs INHERIT animals;
ALTER TABLE dogs NO INHERIT animals;
