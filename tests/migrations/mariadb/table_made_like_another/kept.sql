SELECT n FROM b; -- x
