SELECT y, w, v FROM b ORDER BY y; -- p, , v1 | q, w, v2
