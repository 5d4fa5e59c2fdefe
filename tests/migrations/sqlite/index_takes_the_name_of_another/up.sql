-- Written by `rowtype diff`; read it before it runs.

DROP INDEX two;

DROP INDEX one;

CREATE INDEX one ON t (b);

CREATE INDEX two ON t (a);
