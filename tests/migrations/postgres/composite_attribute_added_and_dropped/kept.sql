SELECT street, (home).town, (others[1]).country FROM t JOIN homes USING (id); -- a, NULL, y
