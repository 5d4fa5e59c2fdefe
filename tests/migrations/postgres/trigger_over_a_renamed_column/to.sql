CREATE TABLE t (
  id integer PRIMARY KEY,
  phase text, -- @was state
  changed integer NOT NULL DEFAULT 0
);
CREATE FUNCTION count_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := NEW.changed + 1; RETURN NEW; END $$;
CREATE TRIGGER t_count BEFORE UPDATE OF phase ON t FOR EACH ROW WHEN (OLD.phase IS DISTINCT FROM NEW.phase) EXECUTE FUNCTION count_up();
