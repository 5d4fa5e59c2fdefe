SELECT about FROM people; -- x
