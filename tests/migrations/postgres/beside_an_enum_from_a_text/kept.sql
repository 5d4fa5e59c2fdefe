SELECT state FROM items; -- done
