CREATE SCHEMA app;

CREATE TABLE app.people (
  uid uuid PRIMARY KEY,
  mail text NOT NULL
);

CREATE TABLE app.logins (
  person uuid PRIMARY KEY REFERENCES app.people,
  last timestamptz NOT NULL
);
