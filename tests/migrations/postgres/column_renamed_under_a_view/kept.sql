SELECT about FROM cards; -- Numbers.
