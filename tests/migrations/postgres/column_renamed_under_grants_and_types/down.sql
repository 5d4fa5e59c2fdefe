-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE events RENAME COLUMN day TO date;

ALTER TABLE events RENAME CONSTRAINT events_day_check TO events_date_check;
