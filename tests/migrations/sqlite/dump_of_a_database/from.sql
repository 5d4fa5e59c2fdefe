PRAGMA foreign_keys=OFF;
CREATE TABLE IF NOT EXISTS "users" (
	"id"	INTEGER,
	"name"	TEXT NOT NULL,
	PRIMARY KEY("id" AUTOINCREMENT)
);
INSERT INTO users VALUES(1,'Ada');
INSERT INTO users VALUES(7,'Eve');
CREATE TABLE IF NOT EXISTS "notes"("id" INTEGER PRIMARY KEY,`by` INT,FOREIGN KEY(`by`) REFERENCES `users`(`id`));
INSERT INTO notes VALUES(1,7);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('users',9);
CREATE INDEX [notes_by] ON [notes]([by]);
