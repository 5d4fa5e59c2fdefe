-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a23456789_123456789_123456789_123456789_123456789_123456789_12 ALTER COLUMN id TYPE bigint;

ALTER TABLE a23456789_123456789_123456789_123456789_123456789_123456789_12 ALTER COLUMN a_column_with_a_name_that_is_as_long_as_a_name_can_be_in_postgr TYPE bigint;
