SELECT title, p_id FROM users; -- x, 1
