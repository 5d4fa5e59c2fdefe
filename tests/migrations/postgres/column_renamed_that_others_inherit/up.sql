-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE things RENAME COLUMN label TO title;

ALTER TABLE things RENAME CONSTRAINT things_label_check TO things_title_check;

ALTER TABLE cars RENAME CONSTRAINT cars_label_check TO cars_title_check;
