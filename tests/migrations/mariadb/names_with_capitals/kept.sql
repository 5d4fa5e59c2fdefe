SELECT givenName, fullName FROM Users; -- ADA, ADA x
