SELECT _rowid_, rowid, a FROM t ORDER BY _rowid_; -- 1, r1, none | 3, r3, y
