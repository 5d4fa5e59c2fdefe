SELECT name, city, phone, fax FROM people p JOIN addresses a ON a.person_id = p.id JOIN numbers n ON n.person_id = p.id ORDER BY p.id; -- Ada, c1, p1, NULL | Eve, NULL, p2, f2
