CREATE TYPE floatrange AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TYPE timerange AS RANGE (SUBTYPE = time, MULTIRANGE_TYPE_NAME = times);
CREATE TABLE slots (id int PRIMARY KEY, span floatrange NOT NULL, hours timerange, all_hours times);
