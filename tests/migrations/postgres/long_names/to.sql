CREATE TABLE a_table_with_a_name_that_is_really_quite_long_indeed (
  id bigint PRIMARY KEY,
  and_a_column_with_a_long_name_too text UNIQUE CHECK (and_a_column_with_a_long_name_too <> '')
);
