-- one way
SELECT name, login FROM users ORDER BY id; -- Ada, ada | Eve, user2
