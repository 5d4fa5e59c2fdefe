SELECT newname, kept FROM t; -- Ada, ADA
