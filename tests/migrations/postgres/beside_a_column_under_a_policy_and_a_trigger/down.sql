-- Back again.
SET LOCAL lock_timeout = '5s';

DROP POLICY shared ON shares;

DROP POLICY own ON items;

DROP TRIGGER keep_n ON items;

ALTER TABLE items ALTER COLUMN owner TYPE integer;

CREATE TRIGGER keep_n BEFORE UPDATE OF owner ON items FOR EACH ROW WHEN (NEW.owner > 0) EXECUTE FUNCTION keep();

CREATE POLICY own ON items USING (owner > 0);

CREATE POLICY shared ON shares USING (EXISTS (SELECT FROM items WHERE items.owner = shares.n));
