-- @was contacts
CREATE TABLE persons (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  name text NOT NULL,
  note text
);

CREATE TABLE companies (
  -- @was contacts.id
  person_id bigint PRIMARY KEY,
  -- @was contacts.company
  name text NOT NULL
);
