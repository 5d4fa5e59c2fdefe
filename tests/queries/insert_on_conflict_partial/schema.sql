CREATE TABLE jobs (id integer PRIMARY KEY, name text NOT NULL, done boolean NOT NULL DEFAULT false, gone text);
CREATE UNIQUE INDEX jobs_name ON jobs (name) WHERE NOT done;
CREATE UNIQUE INDEX jobs_gone ON jobs (gone) WHERE gone IS NULL AND done;
