-- one way
SELECT n FROM b; -- x
