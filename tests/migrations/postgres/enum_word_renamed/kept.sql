SELECT id, status, history FROM tasks ORDER BY id; -- 1, draft, {draft} | 2, finished, {draft,open,finished}
