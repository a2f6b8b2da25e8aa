"""Sample people and what they do, so that a visitor of the demo can play. Everything invented here is plainly named so.

The samples act at fixed moments before and during the forum, never at the time of the clock: a demo opened years later
shows the same. Real persons are never asked, answered for or written to.
"""
