-- One value of each type.
-- @borrow
CREATE TABLE scalars (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  flag boolean,
  tiny tinyint,
  small smallint,
  middle mediumint,
  medium int,
  large bigint,
  tiny_u tinyint unsigned,
  small_u smallint unsigned,
  middle_u mediumint unsigned,
  medium_u int unsigned,
  large_u bigint unsigned,
  born year,
  one_bit bit,
  five_bits bit(5),
  all_bits bit(64),
  single float,
  `double` double,
  exact decimal(65, 0),
  price decimal(28, 10),
  words longtext,
  code varchar(12),
  raw longblob,
  digest varbinary(16),
  fixed binary(4),
  token uuid,
  settings json,
  day date,
  at time(6),
  -- @rust rowtype_runtime::Interval
  -- @example "PT30H"
  lasts time(6),
  local_time datetime(6),
  moment timestamp(6) NULL,
  mood enum('sad', 'so so', 'happy'),
  colours set('red', 'green', 'blue')
);

-- Values that the database gives, and what else it says of their columns.
CREATE TABLE given (
  id bigint PRIMARY KEY AUTO_INCREMENT,
  changed_at timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6) COMMENT 'when',
  title varchar(80) NOT NULL DEFAULT 'none' COMMENT 'what it is called'
);
