SELECT what FROM log; -- a | b | a | b
