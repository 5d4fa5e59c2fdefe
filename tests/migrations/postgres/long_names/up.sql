-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed ADD COLUMN and_a_column_with_a_long_name_too text;

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed ADD CONSTRAINT a_table_with_a_name_that_is_r_and_a_column_with_a_long_name_key UNIQUE (and_a_column_with_a_long_name_too);

ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed ADD CONSTRAINT a_table_with_a_name_that_is__and_a_column_with_a_long_nam_check CHECK (and_a_column_with_a_long_name_too <> '');
