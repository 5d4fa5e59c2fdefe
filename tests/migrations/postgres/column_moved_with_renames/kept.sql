SELECT email, last_login AT TIME ZONE 'UTC' FROM app.users; -- ada@x.y, 2026-01-01 00:00:00
