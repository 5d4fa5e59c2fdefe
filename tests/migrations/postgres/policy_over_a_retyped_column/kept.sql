SELECT owner FROM notes; -- ada
