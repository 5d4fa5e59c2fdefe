SELECT a FROM w; -- x
