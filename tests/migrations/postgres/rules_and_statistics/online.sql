-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP STATISTICS t_ab;

CREATE RULE no_delete AS ON DELETE TO t DO INSTEAD NOTHING;

