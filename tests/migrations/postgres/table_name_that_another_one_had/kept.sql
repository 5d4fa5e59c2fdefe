SELECT name FROM people JOIN visits ON user_id = people.id; -- Ada
