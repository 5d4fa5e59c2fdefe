-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE events RENAME COLUMN date TO day;

ALTER TABLE events RENAME CONSTRAINT events_date_check TO events_day_check;
