-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP TRIGGER t_3;

DROP TRIGGER t_2;

CREATE TABLE rowtype_new_t (
  id INTEGER PRIMARY KEY,
  a TEXT NOT NULL DEFAULT 'none',
  n INTEGER DEFAULT 0
);

INSERT INTO rowtype_new_t (id, a, n)
SELECT id, coalesce(a, 'none'), n
FROM t;

DROP TABLE t;

ALTER TABLE rowtype_new_t RENAME TO t;

CREATE TABLE rowtype_new_log (
  what TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_log (rowid, what)
SELECT rowid, coalesce(what, '')
FROM log;

DROP TABLE log;

ALTER TABLE rowtype_new_log RENAME TO log;

CREATE TRIGGER t_1 BEFORE INSERT ON t WHEN NEW.a = 'no' BEGIN SELECT RAISE(ABORT, 'no; END'); END;

CREATE TRIGGER t_2 AFTER UPDATE OF a, n ON t FOR EACH ROW WHEN OLD.a IS NOT NEW.a BEGIN INSERT INTO log VALUES (CASE WHEN NEW.a IS NULL THEN 'none' ELSE NEW.a END); DELETE FROM log WHERE what = ''; END;

CREATE TRIGGER t_3 AFTER DELETE ON t BEGIN INSERT INTO log SELECT OLD.a WHERE OLD.a <> ''; END;
