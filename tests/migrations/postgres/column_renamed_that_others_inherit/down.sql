-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE things RENAME COLUMN title TO label;

ALTER TABLE things RENAME CONSTRAINT things_title_check TO things_label_check;

ALTER TABLE cars RENAME CONSTRAINT cars_title_check TO cars_label_check;
