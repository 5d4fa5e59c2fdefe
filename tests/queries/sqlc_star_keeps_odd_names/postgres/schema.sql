CREATE TABLE "Odd Names" ("order" int NOT NULL, "Mixed" text, "a ""b""" boolean NOT NULL);
