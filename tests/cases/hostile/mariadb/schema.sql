-- Names, comments and texts that want to break out of generated code.

-- A table whose columns are keywords: */ "# ``` [x] <b>tags</b>
-- ]]> "]]>" </script><script>alert(1)</script> <!-- <![CDATA[ &amp; &#x3c; ${x} `${y}` %s \u003c ?> \
CREATE TABLE `self` (
  `type` BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  `Self` ENUM('Self', 'type', 'a b', 'it''s "x"\\y', '"#', '1', 'ÄÖ') NOT NULL DEFAULT 'Self',
  `crate` VARCHAR(200) NOT NULL DEFAULT 'a\\b"# {{ c }}' CHECK (`crate` <> '"#\\'),
  db TEXT NOT NULL CHECK (CHAR_LENGTH(db) <= 12345),
  `row` VARCHAR(10) NOT NULL UNIQUE,
  `query` SET('fn', 'it''s', 'a b') NOT NULL DEFAULT 'fn',
  `weird words` ENUM('#', '-'),
  `a``quoted``name` CHAR(4),
  `"quoted" \name` CHAR(4) COMMENT 'a "comment" \\ with `ticks` */',
  tiny TINYINT CHECK (tiny BETWEEN -5 AND 100),
  small SMALLINT UNSIGNED CHECK (small BETWEEN 5 AND 60000),
  big BIGINT CHECK (big <= 9007199254740993),
  ratio FLOAT CHECK (ratio > 0.5),
  exact DECIMAL(10, 2) CHECK (exact >= 0.25),
  payload BLOB,
  raw BINARY(4) NOT NULL DEFAULT x'00ff275c',
  token UUID NOT NULL,
  on_day DATE,
  at_time TIME(3),
  noted DATETIME,
  seen TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  extra JSON,
  born YEAR,
  `größe` DECIMAL(6, 3) CHECK (`größe` > 0.5 AND `größe` <> 100.25)
);

-- A key of text and bytes.
CREATE TABLE options (
  decode VARCHAR(40) NOT NULL,
  body UUID NOT NULL,
  `values` TEXT,
  self_id BIGINT UNSIGNED REFERENCES `self` (`type`),
  PRIMARY KEY (decode, body)
);

-- Only a key.
CREATE TABLE results (id INT PRIMARY KEY);

-- Names as long as the database lets them be.
CREATE TABLE a_table_with_a_name_so_long_that_nobody_would_type_it (
  the_key_of_the_table_with_a_name_that_is_so_long_that_no_line VARCHAR(20) NOT NULL PRIMARY KEY,
  a_reference_with_a_name_that_is_so_long_that_no_line_can_hold_it INT NOT NULL REFERENCES results (id),
  a_text_with_a_name_that_is_so_long_that_no_line_can_hold_it_all VARCHAR(100) NOT NULL UNIQUE,
  another_text_with_a_name_that_is_so_long_that_no_line_holds_it VARCHAR(100) UNIQUE
);

-- What is called in letters of all kinds: Ünïcödé, имя, 名前. ]]> </script>
-- @name sizes
CREATE TABLE `größen_имя_名前` (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- */ ]]> </script> {{ x }} #"
  `名前` VARCHAR(40) NOT NULL,
  `Straße` VARCHAR(40) UNIQUE COMMENT '*/ ]]> </script> "# `x` {{ y }}'
);

CREATE VIEW `rows` AS SELECT `type` AS id, `self`.`crate` AS `fn`, db AS `Option` FROM `self`;
