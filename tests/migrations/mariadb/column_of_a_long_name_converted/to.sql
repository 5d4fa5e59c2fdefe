CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill length(a_column_with_a_name_that_is_really_quite_long_indeed_and_longer)
  a_column_with_a_name_that_is_really_quite_long_indeed_and_longer int NOT NULL
);
