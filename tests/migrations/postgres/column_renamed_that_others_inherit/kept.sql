SELECT title FROM things; -- a
