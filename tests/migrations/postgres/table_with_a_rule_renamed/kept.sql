SELECT what FROM log; -- x
