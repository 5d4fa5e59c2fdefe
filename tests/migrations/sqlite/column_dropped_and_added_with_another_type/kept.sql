SELECT typeof(a), typeof(b) FROM t ORDER BY id; -- text, integer | text, null
