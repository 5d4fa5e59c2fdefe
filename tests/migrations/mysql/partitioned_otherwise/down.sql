-- Back again.
SET SESSION lock_wait_timeout = 5;

-- NOT WRITTEN: how the table t is partitioned; write this migration by hand with ALTER TABLE .. PARTITION BY: it moves every row.
