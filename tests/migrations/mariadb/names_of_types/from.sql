CREATE TABLE t (a integer, b bool, c dec(5), d double precision, e character varying(9), f int4, g numeric(4,1), h char, i binary, j year, k real, l datetime(0), m float8);
