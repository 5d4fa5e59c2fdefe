CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number
  /* The name. */
  name TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'it''s, (odd' COLLATE NOCASE
    CONSTRAINT short CHECK (length(name) < 80 AND name <> '/* x'),
  "odd, name" VARCHAR(10) DEFAULT (lower('A' || 'b')),
  [bracketed] REAL DEFAULT -1.5,
  `ticked` BLOB DEFAULT x'00ff' UNIQUE ON CONFLICT IGNORE,
  "group" TEXT CHECK ("group" IN ('a', 'b')),
  doubled INTEGER GENERATED ALWAYS AS (id * 2) STORED,
  tripled AS (id * 3),
  boss_id INTEGER CONSTRAINT has_a_boss REFERENCES people ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  seen TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
  untyped,
  UNIQUE (name, "group"),
  CHECK (boss_id <> id)
  -- nothing more
);
CREATE TABLE strict_one (a INT, b TEXT NOT NULL, c ANY, PRIMARY KEY (a DESC, b)) STRICT, WITHOUT ROWID;
CREATE TABLE "Some Parts" (
  a INTEGER, b TEXT, later INTEGER REFERENCES comes_later (id) ON UPDATE CASCADE NOT NULL,
  CONSTRAINT both FOREIGN KEY (a, b) REFERENCES strict_one (a, b) ON DELETE SET DEFAULT
);
CREATE TABLE comes_later (id INTEGER PRIMARY KEY);
ALTER TABLE comes_later ADD COLUMN late TEXT DEFAULT 'x';
ALTER TABLE comes_later ADD COLUMN later INTEGER REFERENCES people (id);
ALTER TABLE comes_later RENAME TO came_later;
CREATE UNIQUE INDEX people_names ON people (lower(name), "group" DESC) WHERE boss_id IS NOT NULL;
CREATE INDEX odd ON people ("odd, name" COLLATE NOCASE);
CREATE VIRTUAL TABLE words USING fts5 (text, more, tokenize = 'porter ascii');
CREATE VIEW names (name) AS SELECT name FROM people WHERE name <> 'x;y';
CREATE VIEW of_names AS SELECT upper(name) AS name FROM names;
CREATE TRIGGER kept BEFORE DELETE ON people WHEN old.id > 0
BEGIN
  SELECT raise(ABORT, 'kept;');
  UPDATE people SET name = 'x' WHERE id = old.id;
END;
CREATE TRIGGER through INSTEAD OF INSERT ON names BEGIN INSERT INTO people (name) VALUES (new.name); END;
