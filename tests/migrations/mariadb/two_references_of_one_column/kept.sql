SELECT x FROM c; -- 1
