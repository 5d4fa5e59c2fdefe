-- Names that mean something elsewhere: to Rust, to SQL, to paths, to the generated code itself.

CREATE TABLE "type" (
  "self" INTEGER PRIMARY KEY,
  "crate" TEXT,
  "fn" TEXT NOT NULL DEFAULT "none",
  "two words" TEXT UNIQUE,
  a INTEGER UNIQUE,
  "quo""ted" TEXT DEFAULT plain,
  "{braces}" TEXT UNIQUE,
  "ünï" INTEGER UNIQUE
);

CREATE TABLE "mod" (
  "{key}" TEXT NOT NULL PRIMARY KEY,
  "select" TEXT,
  sign TEXT NOT NULL DEFAULT '-' CHECK (sign IN ('', '-', '+', 'self', '1st', 'in-between'))
);

CREATE TABLE "Order Details" (
  id INTEGER PRIMARY KEY,
  type_id INTEGER REFERENCES "type" ("self"),
  -- @name resultKey
  result INTEGER REFERENCES results (id)
);

CREATE TABLE options (
  id INTEGER PRIMARY KEY,
  result_id INTEGER REFERENCES results (id)
);

-- Its columns are called as generated code calls things of its own.
CREATE TABLE results (
  id INTEGER PRIMARY KEY,
  nth INTEGER,
  db TEXT UNIQUE,
  body TEXT,
  "row" TEXT,
  filters INTEGER,
  option_id INTEGER REFERENCES options (id),
  "limit" TEXT
);

-- @name patches
CREATE TABLE docs (
  id INTEGER PRIMARY KEY,
  "values" TEXT
);

CREATE TABLE "123" ("4" INTEGER PRIMARY KEY);

CREATE TABLE enums (id INTEGER PRIMARY KEY, kind TEXT CHECK (kind IN ('a', 'b')));

CREATE TABLE single (id INTEGER PRIMARY KEY);


-- Nothing of it can be asked for.
CREATE TABLE keyless (a INTEGER, b TEXT);

CREATE VIEW "All" AS SELECT options.id AS "option id", results.db AS "type"
FROM options LEFT JOIN results ON results.id = options.result_id;
