-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN a varchar(9);

-- NOT WRITTEN: that t has the character set of its database again; write in the schema which one that is: `CREATE TABLE .. DEFAULT CHARACTER SET utf8mb4`.
