CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);
CREATE VIRTUAL TABLE areas USING rtree(id, minx, maxx, miny, maxy);
