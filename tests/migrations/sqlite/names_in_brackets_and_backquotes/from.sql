CREATE TABLE [my table] ([id] INTEGER PRIMARY KEY, `first name` TEXT, [order] INTEGER, "x""y" TEXT);
CREATE INDEX [my index] ON [my table] (`first name`, [order]);
CREATE VIEW `my view` AS SELECT [first name] AS [n] FROM [my table] WHERE [order] > 0;
CREATE TRIGGER [my trigger] AFTER INSERT ON `my table` BEGIN UPDATE [my table] SET [order] = 1 WHERE id = NEW.[id] AND [order] IS NULL; END;
