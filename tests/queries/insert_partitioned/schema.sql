CREATE TABLE measures (id integer NOT NULL, day date NOT NULL, value numeric(8, 2), PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE measures_now PARTITION OF measures DEFAULT;
