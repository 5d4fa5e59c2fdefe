SELECT code FROM b; -- x
