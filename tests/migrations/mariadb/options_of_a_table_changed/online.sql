-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `ENGINE=MyISAM`.
ALTER TABLE t
  COMMENT='it''s new',
  ENGINE=MyISAM,
  ROW_FORMAT=FIXED;

ALTER TABLE u
  COMMENT='',
  ROW_FORMAT=DEFAULT,
  STATS_PERSISTENT=DEFAULT,
  ALGORITHM=INPLACE, LOCK=NONE;

