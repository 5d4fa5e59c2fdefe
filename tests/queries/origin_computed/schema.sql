CREATE TABLE prices (id integer PRIMARY KEY, net integer NOT NULL, tax integer, gross integer GENERATED ALWAYS AS (net + tax) STORED);
