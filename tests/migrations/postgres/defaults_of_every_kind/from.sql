CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT 1, b text DEFAULT 'x', c timestamptz DEFAULT now(), d text[] DEFAULT '{}', e jsonb DEFAULT '{}', f boolean DEFAULT true);
