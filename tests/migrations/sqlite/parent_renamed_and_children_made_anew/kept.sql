SELECT by FROM notes; -- 2
SELECT name FROM pages JOIN users ON number = by; -- 
