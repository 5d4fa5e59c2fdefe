SELECT zip, (home).code FROM t JOIN homes USING (id); -- 1, 1
