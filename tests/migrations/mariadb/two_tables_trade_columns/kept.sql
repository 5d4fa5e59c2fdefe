SELECT x FROM a; -- 2
