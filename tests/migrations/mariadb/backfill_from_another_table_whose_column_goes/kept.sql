SELECT street FROM homes; -- Main
