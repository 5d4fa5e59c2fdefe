SELECT kind FROM a.t; -- x
SELECT kind FROM b.t; -- y
