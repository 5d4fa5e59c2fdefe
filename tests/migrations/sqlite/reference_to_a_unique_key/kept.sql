UPDATE a SET short = 'y' RETURNING name; -- 
SELECT code FROM b; -- y
