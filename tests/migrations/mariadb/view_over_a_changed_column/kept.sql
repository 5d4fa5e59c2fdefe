SELECT name, bio FROM v ORDER BY id; -- Ada, NULL | Eve, NULL
