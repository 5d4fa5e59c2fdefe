CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy');
CREATE DOMAIN share AS numeric(12, 4) CHECK (VALUE > -100);
CREATE DOMAIN label AS text NOT NULL;

-- Where somebody lives.
CREATE TYPE address AS (
  street text, -- With the number.
  city text,
  -- When they moved in.
  since date
);

-- Somebody, with what is known of them.
CREATE TYPE profile AS (
  name label,
  home address,
  former address[],
  mood mood,
  part share,
  photo bytea,
  away daterange,
  "type" jsonb
);

CREATE TYPE floatrange AS RANGE (SUBTYPE = float8);
CREATE TYPE wordrange AS RANGE (SUBTYPE = text);

-- One value of each type that is not made of others.
-- @borrow
CREATE TABLE scalars (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flag boolean,
  small smallint,
  medium integer,
  large bigint,
  single real,
  double double precision,
  exact numeric,
  price numeric(28, 10),
  words text,
  code varchar(12),
  padded char(3),
  raw bytea,
  token uuid,
  settings json,
  state jsonb,
  day date,
  at time,
  local_time timestamp,
  moment timestamptz,
  wait interval,
  mood mood,
  part share
);

-- Lists of them.
CREATE TABLE lists (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flags boolean[],
  smalls smallint[],
  larges bigint[],
  doubles double precision[],
  exacts numeric[],
  words text[],
  tokens uuid[],
  states jsonb[],
  days date[],
  ats time[],
  local_times timestamp[],
  moments timestamptz[],
  waits interval[],
  moods mood[],
  parts share[]
);

-- Everything between two ends.
CREATE TABLE spans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mediums int4range,
  larges int8range,
  exacts numrange,
  local_times tsrange,
  moments tstzrange,
  days daterange,
  doubles floatrange,
  words wordrange,
  all_mediums int4multirange,
  all_larges int8multirange,
  all_exacts nummultirange,
  all_local_times tsmultirange,
  all_moments tstzmultirange,
  all_days datemultirange,
  all_doubles floatrange[],
  list_of_days daterange[],
  lists_of_mediums int4multirange[]
);

-- Bits and addresses.
CREATE TABLE bits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  one bit,
  eight bit(8),
  few varbit(9),
  many varbit,
  host inet UNIQUE,
  net cidr,
  card macaddr,
  all_many varbit[],
  hosts inet[],
  nets cidr[],
  cards macaddr[]
);

-- Values of named fields.
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  home address,
  homes address[],
  who profile
);

-- What is there without being said.
CREATE TABLE defaults (
  key inet PRIMARY KEY,
  three bit(3) NOT NULL DEFAULT B'010',
  many varbit NOT NULL DEFAULT '',
  host inet NOT NULL DEFAULT '127.0.0.1',
  net cidr NOT NULL DEFAULT '10.0.0.0/8',
  card macaddr NOT NULL DEFAULT '08:00:2b:01:02:03',
  days daterange NOT NULL DEFAULT 'empty',
  doubles floatrange NOT NULL DEFAULT '(,)',
  all_mediums int4multirange NOT NULL DEFAULT '{}',
  home address NOT NULL DEFAULT ROW('Main Street 1', 'Town', NULL),
  homes address[] NOT NULL DEFAULT '{}',
  spare daterange DEFAULT '[2024-01-01,2025-01-01)'
);
