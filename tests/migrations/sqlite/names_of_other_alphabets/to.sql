-- @was größe
CREATE TABLE "Maß" (
  "ÄB" INTEGER PRIMARY KEY,
  -- @was имя
  "name of it" TEXT NOT NULL DEFAULT 'x',
  "名前" TEXT
);
