-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN a_column_with_a_name_that_is_really_quite_long_indeed_and_longer varchar(9);
