SELECT login FROM logins; -- ADA@X.Y
