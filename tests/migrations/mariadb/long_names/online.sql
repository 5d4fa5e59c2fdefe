-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to a_table_with_a_name_that_is_really_quite_long_indeed_and_longer while it is copied for `MODIFY COLUMN a_column_with_a_name_that_is_really_quite_long_indeed_and_longer bigint`.
ALTER TABLE a_table_with_a_name_that_is_really_quite_long_indeed_and_longer
  MODIFY COLUMN a_column_with_a_name_that_is_really_quite_long_indeed_and_longer bigint,
  ADD INDEX a_column_with_a_name_that_is_really_quite_long_indeed_and_longer (a_column_with_a_name_that_is_really_quite_long_indeed_and_longer);

