SELECT given_name, family_name FROM t; -- Ada, Lovelace
