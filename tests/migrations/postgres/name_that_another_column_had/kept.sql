SELECT full_name, title FROM t; -- Ada, Countess
