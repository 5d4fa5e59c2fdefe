SELECT name FROM c; -- x
