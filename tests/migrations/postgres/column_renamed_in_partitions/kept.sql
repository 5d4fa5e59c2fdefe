SELECT note FROM logs WHERE moment > '2026-01-01'; -- a
