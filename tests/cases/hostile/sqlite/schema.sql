-- Names, comments and texts that want to break out of generated code.

-- A *table* whose columns are [keywords], `code`, an odd ` backtick and <b>tags</b>:
--     fn indented() { would_be_a_doctest(); }
-- ```
-- assert_eq!(1, 2);
-- ```
-- ~~~ and this */ closes /* nothing, "# neither, {{ nor }} {% this %}.
-- ]]> "]]>" </script><script>alert(1)</script> <!-- <![CDATA[ &amp; &#x3c; ${x} `${y}` %s \u003c ?> \
-- See https://example.org/a?b=[c], \[escaped\], [`Option`] and [link]: nowhere.
--
-- - a list
--   that goes on
-- lazily
CREATE TABLE "type" (
  id INTEGER PRIMARY KEY,
  "self" TEXT NOT NULL DEFAULT '"# */ \',
  "crate" TEXT NOT NULL DEFAULT 'a\nb {{ c }}' CHECK ("crate" <> '"#'),
  "super" TEXT CHECK (length("super") BETWEEN 1 AND 100000),
  -- A column that is called like `a` "local" of ours.
  db TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "query" TEXT NOT NULL, -- @filter
  "body" TEXT,
  "value" INTEGER CHECK ("value" IN (1, 1000000, -5)),
  "violations" INTEGER CHECK ("violations" > -9223372036854775807 AND "violations" < 1234567),
  "filters" REAL CHECK ("filters" >= 0 AND "filters" < 123456.5),
  "async" BOOLEAN NOT NULL DEFAULT TRUE,
  "await" BOOLEAN NOT NULL DEFAULT TRUE,
  "match" BOOLEAN NOT NULL DEFAULT FALSE,
  "dyn" BOOLEAN NOT NULL DEFAULT FALSE,
  "a b" TEXT, -- @name spaced
  "a""quoted""name" TEXT,
  "back\slash" TEXT,
  "größe" DECIMAL(6, 3) CHECK ("größe" > 0.5 AND "größe" <> 100.25),
  "class" TEXT NOT NULL DEFAULT 'Self'
    CHECK ("class" IN ('Self', 'type', '', '1', 'a b', 'it''s "x"\y', '"#', 'ÄÖ'))
);

-- A table called like a type of Rust.
CREATE TABLE options (
  db TEXT NOT NULL,
  decode TEXT NOT NULL,
  body INTEGER NOT NULL,
  payload BLOB,
  token UUID NOT NULL,
  on_day DATE NOT NULL DEFAULT CURRENT_DATE,
  at_time TIME,
  raw BLOB NOT NULL DEFAULT x'00',
  settings JSON,
  PRIMARY KEY (db, decode, body)
);

-- Only a key.
CREATE TABLE results (id INTEGER PRIMARY KEY);

-- Names so long that no line holds them.
CREATE TABLE a_table_with_a_name_that_is_so_long_that_nobody_would_type_it (
  the_key_of_the_table_with_a_name_that_is_so_long_that_no_line_fits TEXT NOT NULL PRIMARY KEY,
  a_reference_with_a_name_that_is_so_long_that_no_line_can_hold_it INTEGER NOT NULL REFERENCES "type" (id),
  a_text_with_a_name_that_is_so_long_that_no_line_can_hold_it_all VARCHAR(100) NOT NULL UNIQUE
    CHECK (a_text_with_a_name_that_is_so_long_that_no_line_can_hold_it_all <> 'x'),
  another_text_with_a_name_that_is_so_long_that_no_line_holds_it VARCHAR(100) UNIQUE
);

CREATE TABLE middling_names (
  -- Medium names meet the widths of the formatter in the middle.
  the_key_of_the_row INTEGER NOT NULL,
  the_other_key_of_it INTEGER NOT NULL,
  a_reference_to_types INTEGER REFERENCES "type" (id),
  a_reference_to_result INTEGER REFERENCES results (id),
  some_words VARCHAR(40) NOT NULL UNIQUE,
  PRIMARY KEY (the_key_of_the_row, the_other_key_of_it)
);

-- What is called in letters of all kinds: Ünïcödé, имя, 名前. ]]> </script>
-- @name sizes
CREATE TABLE "größen_имя_名前" (
  id INTEGER PRIMARY KEY,
  -- */ ]]> </script> {{ x }} #"
  "名前" TEXT NOT NULL,
  "Straße" VARCHAR(40) UNIQUE
);

CREATE VIEW "rows" AS SELECT id, "self" AS "fn", db AS "Option" FROM "type";
