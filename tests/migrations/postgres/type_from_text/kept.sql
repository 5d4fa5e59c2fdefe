SELECT amount + 1, since, is_new, key FROM items; -- 13, 2026-01-02, t, 7c9e6679-7425-40de-944b-e07fc1f90ae7
