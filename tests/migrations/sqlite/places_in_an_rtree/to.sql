CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE VIRTUAL TABLE areas USING rtree(id, minx, maxx, miny, maxy);
CREATE VIRTUAL TABLE spans USING rtree_i32(id, low, high, +note TEXT);
