SELECT title FROM pages; -- x
