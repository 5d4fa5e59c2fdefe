CREATE TABLE stays (a integer);
CREATE VIEW w AS SELECT a FROM stays;
