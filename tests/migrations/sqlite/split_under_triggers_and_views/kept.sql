SELECT id, bio FROM bios; -- 1, counts
SELECT count(*) FROM log; -- 0
