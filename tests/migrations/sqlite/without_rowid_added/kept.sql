SELECT code, label FROM codes ORDER BY code; -- a, one | b, two
