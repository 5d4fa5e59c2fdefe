SELECT a FROM things; -- x
