SELECT name FROM people; -- a
