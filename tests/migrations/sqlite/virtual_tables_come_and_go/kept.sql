INSERT INTO new VALUES ('Größe') RETURNING a; -- Größe
SELECT a FROM new WHERE new MATCH 'grosse OR große OR grösse OR große OR größe'; -- Größe
