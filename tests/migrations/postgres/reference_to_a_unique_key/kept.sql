SELECT a.id FROM a JOIN b USING (code); -- 1
