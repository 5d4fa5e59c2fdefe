-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood ADD VALUE 'glad' BEFORE 'calm';

ALTER TYPE mood ADD VALUE 'tired' BEFORE 'cross';

ALTER TYPE mood ADD VALUE 'it''s';

