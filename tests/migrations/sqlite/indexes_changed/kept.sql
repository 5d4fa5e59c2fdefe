SELECT title FROM posts; -- One
