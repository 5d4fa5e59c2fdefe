INSERT INTO items VALUES (1, '12', '2026-01-02', 'true', '7c9e6679-7425-40de-944b-e07fc1f90ae7');
