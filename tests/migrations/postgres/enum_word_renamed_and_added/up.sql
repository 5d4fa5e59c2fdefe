-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood RENAME VALUE 'sad' TO 'down';

ALTER TYPE mood ADD VALUE 'fine' BEFORE 'ok';
