-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE notes (
  id bigint NOT NULL,
  user_id bigint NOT NULL,
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE TABLE marks (
  note_id bigint NOT NULL,
  CONSTRAINT marks_pkey PRIMARY KEY (note_id),
  CONSTRAINT marks_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes (id)
);
