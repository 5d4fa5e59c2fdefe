SELECT a.x, c.x FROM a JOIN c USING (id); -- x, x
