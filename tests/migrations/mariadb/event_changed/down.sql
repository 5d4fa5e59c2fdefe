-- Back again.
SET SESSION lock_wait_timeout = 5;

DROP EVENT more;

DROP EVENT tidy;

CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY DO DELETE FROM users WHERE id < 0;
