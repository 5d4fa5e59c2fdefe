SELECT name FROM names; -- ADA
