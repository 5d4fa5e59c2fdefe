INSERT INTO Users (userId, firstName) VALUES (1, 'Ada');
