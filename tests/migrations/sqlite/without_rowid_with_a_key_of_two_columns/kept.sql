SELECT team, person, role FROM members ORDER BY person; -- 1, 2, lead | 1, 3, member
