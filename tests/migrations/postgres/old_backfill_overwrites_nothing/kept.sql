SELECT login, mood FROM t; -- countess, b
