"""Programmes as other systems write and read them: the c3voc schedule formats (XML, JSON) and iCalendar."""
