-- Back again.

DROP INDEX two;

DROP INDEX one;

CREATE INDEX one ON t (a);

CREATE INDEX two ON t (b);
