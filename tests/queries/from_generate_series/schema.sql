CREATE TABLE sales (day date NOT NULL, amount numeric NOT NULL);
