-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE bookings ADD CONSTRAINT bookings_room_excl EXCLUDE USING gist (room WITH &&);

