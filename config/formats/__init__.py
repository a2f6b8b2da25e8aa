"""How a date is written where nothing else is said: as on the product's own pages, the day first and 24 hours."""
