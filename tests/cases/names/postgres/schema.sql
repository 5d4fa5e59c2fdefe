-- Names that mean something elsewhere: to Rust, to SQL, to paths, to the generated code itself.

CREATE TABLE "type" (
  "self" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "crate" TEXT,
  "fn" TEXT NOT NULL DEFAULT 'none',
  "two words" TEXT UNIQUE,
  a INTEGER UNIQUE,
  "quo""ted" TEXT DEFAULT 'plain',
  "{braces}" TEXT UNIQUE,
  "ünï" INTEGER UNIQUE
);

CREATE TABLE "mod" (
  "{key}" TEXT NOT NULL PRIMARY KEY,
  "select" TEXT,
  sign TEXT NOT NULL DEFAULT '-' CHECK (sign IN ('', '-', '+', 'self', '1st', 'in-between'))
);

CREATE TABLE "Order Details" (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type_id INTEGER REFERENCES "type" ("self"),
  -- @name resultKey
  result INTEGER
);

CREATE TABLE options (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  result_id INTEGER
);

-- Its columns are called as generated code calls things of its own.
CREATE TABLE results (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nth INTEGER,
  db TEXT UNIQUE,
  body TEXT,
  "row" TEXT,
  filters INTEGER,
  option_id INTEGER REFERENCES options (id),
  "limit" TEXT
);

ALTER TABLE "Order Details" ADD FOREIGN KEY (result) REFERENCES results (id);
ALTER TABLE options ADD CONSTRAINT "the result" FOREIGN KEY (result_id) REFERENCES results (id);

-- @name patches
CREATE TABLE docs (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "values" TEXT
);

CREATE TABLE "123" ("4" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

CREATE TYPE "kind of thing" AS ENUM ('a', 'b', 'C', 'in-between');

CREATE TABLE enums (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind "kind of thing" NOT NULL DEFAULT 'C');

CREATE TABLE single (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);


-- Nothing of it can be asked for.
CREATE TABLE keyless (a INTEGER, b TEXT);

CREATE VIEW "All" AS SELECT options.id AS "option id", results.db AS "type"
FROM options LEFT JOIN results ON results.id = options.result_id;
