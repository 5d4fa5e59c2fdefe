-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE a ADD CONSTRAINT a_code_key UNIQUE (code);

ALTER TABLE b ADD CONSTRAINT b_code_fkey FOREIGN KEY (code) REFERENCES a (code) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE;
