CREATE TABLE names (
  a int, b integer, c int2, d bigint, e float(24), f float(25), g float, h dec(5, 2), i decimal, j numeric(10),
  k character varying(3), l char varying, m character(4), n char, o "char", p bit(5), q bit varying(5), r bit,
  s double precision, t pg_catalog.int4, u pg_catalog."char", v int[3][], w integer ARRAY, x text ARRAY[4], y timetz,
  z timestamp(3) with time zone, aa timestamp without time zone, ab time(0) with time zone, ac interval day to second(3),
  ad national character varying(5), ae bpchar, af _text, ag "int4", ah real, ai boolean, aj name, ak oid, al money,
  am pg_catalog.timestamptz(2), an interval(2), ao inet, ap xml, aq tsquery, ar int4range, as_ int8multirange, at regclass,
  au character varying, av nchar(2), aw smallserial, ax serial4, ay bigserial, az jsonpath
);
