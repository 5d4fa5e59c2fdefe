SELECT "select", "default", "check" FROM "table"; -- a, 5, c
SELECT "references", "primary" FROM "group"; -- 1, u
