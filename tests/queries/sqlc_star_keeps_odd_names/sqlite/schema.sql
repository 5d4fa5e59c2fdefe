CREATE TABLE "Odd Names" ("order" INTEGER NOT NULL, "Mixed" TEXT, "a ""b""" INTEGER NOT NULL);
