SELECT "group", "Größe" FROM "Order"; -- x, 3
