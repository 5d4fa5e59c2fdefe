SELECT code FROM c; -- x
