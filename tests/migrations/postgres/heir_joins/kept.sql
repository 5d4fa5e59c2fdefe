SELECT note, extra, id, name FROM child; -- n, 1, 2, NULL
