SELECT room FROM bookings; -- [1,3)
