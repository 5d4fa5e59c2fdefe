UPDATE things SET b = 'y' RETURNING b; -- y
SELECT told FROM history; -- xy
