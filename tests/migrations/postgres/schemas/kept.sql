SELECT name FROM app.users; -- Ada
