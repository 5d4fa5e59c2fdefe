SELECT "Id", "select" FROM "My App"."Order"; -- 1, 5
