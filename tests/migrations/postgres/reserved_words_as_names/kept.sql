SELECT "where", "from" FROM "group"; -- x, 2
