-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to notes during `ADD COLUMN id int NOT NULL AUTO_INCREMENT FIRST`.
ALTER TABLE notes
  ADD COLUMN id int NOT NULL AUTO_INCREMENT FIRST,
  ADD PRIMARY KEY (id);

