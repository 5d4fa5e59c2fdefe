SELECT u.name, p.bio, p.website FROM users u JOIN profiles p ON p.user_id = u.id ORDER BY u.id; -- Ada, Counts, NULL | Eve, NULL, https://eve.example | Bob, NULL, NULL
