CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, slug text NOT NULL, nick text);
CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.slug := NEW.email; NEW.nick := NULL; RETURN NEW; END $$;
CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION fill();
