-- Names, comments and texts that want to break out of generated code.

-- Words that are [hostile], <too>, and `so on.
CREATE TYPE "Weird Type" AS ENUM ('Self', 'type', 'a b', 'it''s "x"\y', '"#', '1');

-- A table whose columns are keywords: */ "# ``` [x]
CREATE TABLE "self" (
  "type" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Self" "Weird Type" NOT NULL DEFAULT 'Self',
  "crate" text NOT NULL DEFAULT E'a\\b' CHECK ("crate" ~ '^["\\a-z]+$'),
  db text NOT NULL CHECK (char_length(db) <= 12345),
  "row" varchar(10) NOT NULL UNIQUE,
  "query" text[] NOT NULL DEFAULT '{}',
  "weird words" "Weird Type"[],
  "a""quoted""name" char(4),
  small smallint CHECK (small BETWEEN -5 AND 30000),
  big bigint CHECK (big <= 9007199254740993),
  ratio real CHECK (ratio > 0.5),
  exact numeric(10, 2) CHECK (exact >= 0.25),
  payload bytea,
  token uuid NOT NULL,
  on_day date,
  at_time time,
  noted timestamp,
  seen timestamptz NOT NULL DEFAULT now(),
  extra jsonb,
  plain json,
  flags boolean[],
  counts integer[],
  moments timestamptz[]
);

-- A key of text and bytes.
CREATE TABLE options (
  decode text NOT NULL,
  body uuid NOT NULL,
  values text,
  self_id bigint REFERENCES "self" ("type"),
  PRIMARY KEY (decode, body)
);
