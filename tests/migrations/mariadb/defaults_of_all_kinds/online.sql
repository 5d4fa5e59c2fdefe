-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ADD COLUMN i varchar(36) DEFAULT uuid()`.
ALTER TABLE t
  ADD COLUMN a bit(4) DEFAULT b'101',
  ADD COLUMN b varchar(9) DEFAULT 'it''s',
  ADD COLUMN c varchar(9) DEFAULT "say ""x""",
  ADD COLUMN d binary(2) DEFAULT x'4142',
  ADD COLUMN e boolean DEFAULT TRUE,
  ADD COLUMN f decimal(5,2) DEFAULT -1.50,
  ADD COLUMN g date DEFAULT '2020-01-02',
  ADD COLUMN h datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  ADD COLUMN i varchar(36) DEFAULT uuid(),
  ADD COLUMN j text DEFAULT 'long',
  ADD COLUMN k varchar(9) DEFAULT (concat('a', 'b')),
  ADD COLUMN l int DEFAULT (1 + 2) COMMENT 'three',
  ADD COLUMN m varchar(9) DEFAULT '',
  ADD COLUMN n double DEFAULT 1e3,
  ADD COLUMN o set('x', 'y') DEFAULT 'x,y';

