-- one way
SELECT p.name, c.name FROM persons p JOIN companies c ON c.person_id = p.id ORDER BY 1; -- Ada, Acme | Eve, Bolt
