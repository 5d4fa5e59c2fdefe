-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE bookings DROP CONSTRAINT bookings_room_excl;
