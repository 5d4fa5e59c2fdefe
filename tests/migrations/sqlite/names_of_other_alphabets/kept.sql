SELECT "name of it", "名前" FROM "Maß"; -- a, b
