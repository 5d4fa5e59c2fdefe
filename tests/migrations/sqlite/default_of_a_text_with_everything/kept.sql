SELECT a, replace(c, char(10), '|') FROM t; -- a -- b /* c */ ; d, line|two
