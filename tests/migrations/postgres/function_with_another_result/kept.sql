SELECT size_of(3); -- 3
