-- A few rows to look at: the reference project's, with keys given by the database.

INSERT INTO users (name, email, bio, role, password_hash, settings, created_at) VALUES
  ('Ada Lovelace', 'ada@analytical.example', 'Notes on engines, mostly in the margins.', 'admin', '$argon2id$not-a-real-hash-1', '{"language": "en"}', '2026-01-05 09:00:00'),
  ('Émilie du Châtelet', 'emilie@cirey.example', 'Translates Newton before breakfast.', 'editor', '$argon2id$not-a-real-hash-2', '{"language": "fr", "newsletter": true}', '2026-01-06 10:30:00'),
  ('Ibn al-Haytham', 'hasan@optics.example', NULL, 'member', '$argon2id$not-a-real-hash-3', '{}', '2026-02-01 07:15:00'),
  ('Grace Hopper', 'grace@nanoseconds.example', 'Carries a bundle of wires, each a nanosecond long.', 'member', '$argon2id$not-a-real-hash-4', '{"newsletter": false}', '2026-02-14 18:45:00');

INSERT INTO posts (user_id, slug, title, body, status, pinned, rating, reading_minutes, price, topics, moderation_note, published_at, created_at) VALUES
  (1, 'what-an-engine-may-weave', 'What an engine may weave', 'It weaves algebraic patterns just as the loom weaves *flowers and leaves*.', 'published', TRUE, 5, 12, 0, 'engines,numbers', 'Ask for a picture of the loom.', '2026-01-10 08:00:00', '2026-01-07 21:00:00'),
  (2, 'on-living-force', 'On living force', 'Drop brass balls into clay and measure how deep they go.', 'published', FALSE, 4, 8, 1.50, '', NULL, '2026-01-20 12:00:00', '2026-01-12 09:20:00'),
  (3, 'a-hole-in-the-wall', 'A hole in the wall', 'Darken a room, leave one small hole, and look at the opposite wall.', 'published', FALSE, NULL, 5, 0, '', NULL, '2026-02-03 06:00:00', '2026-02-02 20:00:00'),
  (4, 'the-moth', 'The moth', 'First actual case of a bug being found.', 'published', TRUE, 5, 2, 0.99, 'engines', 'Moth is taped to page 92.', '2026-03-09 15:45:00', '2026-03-09 15:30:00'),
  (4, 'ship-it-then-apologise', 'Ship it, then apologise', 'To be written.', 'draft', FALSE, NULL, 1, 0, '', NULL, NULL, '2026-03-20 11:00:00'),
  (1, 'plans-for-1843', 'Plans for 1843', 'All done.', 'archived', FALSE, 2, 3, 0, '', NULL, '2026-01-08 10:00:00', '2026-01-07 10:00:00');

INSERT INTO comments (post_id, user_id, parent_id, body, created_at) VALUES
  (1, 2, NULL, 'Could it compose music?', '2026-01-10 09:00:00'),
  (1, 1, 1, 'If we can tell it what makes harmony: yes.', '2026-01-10 09:30:00'),
  (1, NULL, 2, 'I closed my account, but I still want to hear it.', '2026-01-11 23:59:59'),
  (4, 3, NULL, 'Which wavelength of light was it drawn to?', '2026-03-10 05:00:00'),
  (4, 4, 4, 'The warm glow of relay 70, panel F.', '2026-03-10 13:00:00'),
  (3, 2, NULL, 'The picture stands on its head!', '2026-02-03 08:00:00');

INSERT INTO tags (name, color, rank, weight) VALUES
  ('engines', '#4b8b3b', 1, 1),
  ('light', '#f5c542', 2, 0.75),
  ('natural philosophy', NULL, 3, 0.5);

INSERT INTO post_tags (post_id, tag_id, position) VALUES
  (1, 1, 0),
  (2, 3, 0),
  (3, 2, 0),
  (3, 3, 1),
  (4, 1, 0),
  (4, 2, 1);
