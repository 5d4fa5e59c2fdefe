-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN rowtype_new_a_column_with_a_name_that_is_really_quite_long_indee int;

-- DANGER: every value of t.a_column_with_a_name_that_is_really_quite_long_indeed_and_longer is computed anew, as length(a_column_with_a_name_that_is_really_quite_long_indeed_and_longer).
UPDATE t SET rowtype_new_a_column_with_a_name_that_is_really_quite_long_indee = length(a_column_with_a_name_that_is_really_quite_long_indeed_and_longer);

ALTER TABLE t
  DROP COLUMN a_column_with_a_name_that_is_really_quite_long_indeed_and_longer,
  CHANGE COLUMN rowtype_new_a_column_with_a_name_that_is_really_quite_long_indee a_column_with_a_name_that_is_really_quite_long_indeed_and_longer int NOT NULL AFTER id;
