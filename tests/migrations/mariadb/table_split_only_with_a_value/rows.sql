INSERT INTO users (phone) VALUES ('1'), (NULL), ('3');
