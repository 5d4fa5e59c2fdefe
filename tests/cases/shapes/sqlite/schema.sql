-- Texts of a format, tables that nobody is shown, and shapes of rows.

CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  name VARCHAR(40) NOT NULL
);

-- Somebody who can be written to.
-- @expose
-- @upsert email
-- @shape ContactCard: id, name, site, kind
-- @shape ContactNote: about, name
-- @shape NewContact input: name, email, site, slug, kind!, password!
-- @shape ContactStyle input: color!, phone
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  team_id INTEGER REFERENCES teams (id),
  -- How the contact is called.
  -- @example "Ada Lovelace"
  name VARCHAR(80) NOT NULL CHECK (name <> ''),
  -- @format email
  email VARCHAR(100) NOT NULL UNIQUE,
  -- Where to read more.
  -- @format uri
  -- @name website
  site TEXT,
  -- @format slug
  slug VARCHAR(40) NOT NULL DEFAULT 'nobody',
  -- @format phone
  phone VARCHAR(20),
  -- @format color
  color VARCHAR(7) NOT NULL DEFAULT '#000',
  kind VARCHAR(10) NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
  -- @format markdown
  about TEXT NOT NULL DEFAULT '',
  -- @writeonly
  -- @format password
  pin VARCHAR(20),
  -- @hash argon2 as password min 8 max 40
  -- @example "correct horse"
  password_hash VARCHAR(255) NOT NULL DEFAULT '!'
);

-- What was sent to a contact.
-- @shape Sent: id, mail
CREATE TABLE mails (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts (id),
  -- @format email
  mail VARCHAR(100) NOT NULL
);

-- Contacts by their addresses.
-- @expose
CREATE VIEW addresses AS
SELECT id, email, about
FROM contacts;
