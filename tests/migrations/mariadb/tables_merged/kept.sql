SELECT name, bio, website FROM users ORDER BY id; -- Ada, Counts, https://ada.example | Eve, NULL, none | Bob, Builds, none
