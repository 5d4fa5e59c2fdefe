SELECT what FROM logs; -- x
