-- Names, comments and texts that want to break out of generated code.

-- Words that are [hostile], <too>, and `so on.
CREATE TYPE "Weird Type" AS ENUM ('Self', 'type', 'a b', 'it''s "x"\y', '"#', '1');

-- A table whose columns are keywords: */ "# ``` [x] <b>tags</b>
-- ]]> "]]>" </script><script>alert(1)</script> <!-- <![CDATA[ &amp; &#x3c; ${x} `${y}` %s \u003c ?> \
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

-- Words in a type with a name of 63 bytes.
CREATE TYPE some_words_that_is_as_long_as_the_server_lets_any_name_be_and_n AS ENUM ('Self', ']]>', '</script>');

-- A name of 63 bytes, which is as long as one can be.
-- @name long_ones
CREATE TABLE a_table_that_is_as_long_as_the_server_lets_any_name_be_and_not_ (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  word some_words_that_is_as_long_as_the_server_lets_any_name_be_and_n NOT NULL DEFAULT ']]>',
  self_id bigint REFERENCES "self" ("type")
);

-- Columns with such names.
CREATE TABLE long_names (
  the_key_that_is_as_long_as_the_server_lets_any_name_be_and_not_ bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a_text_that_is_as_long_as_the_server_lets_any_name_be_and_not_o varchar(40) NOT NULL UNIQUE,
  a_reference_that_is_as_long_as_the_server_lets_any_name_be_and_ bigint REFERENCES "self" ("type")
);

-- What is called in letters of all kinds: Ünïcödé, имя, 名前. ]]> </script>
-- @name sizes
CREATE TABLE "größen_имя_名前" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- */ ]]> </script> {{ x }} #"
  "名前" text NOT NULL,
  "Straße" varchar(40) UNIQUE
);
COMMENT ON COLUMN "größen_имя_名前"."Straße" IS '*/ ]]> </script> "# `x` {{ y }}';
