CREATE VIRTUAL TABLE mail USING fts5 (sender, subject, body UNINDEXED, tokenize = 'porter unicode61');
