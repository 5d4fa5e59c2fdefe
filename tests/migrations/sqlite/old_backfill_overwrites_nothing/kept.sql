SELECT login FROM t; -- countess
