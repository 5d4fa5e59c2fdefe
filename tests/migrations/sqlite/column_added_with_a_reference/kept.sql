SELECT name, team_id FROM users; -- Ada, NULL
