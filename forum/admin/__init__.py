from forum.admin import editions as editions
from forum.admin import exhibitors as exhibitors
from forum.admin import opportunities as opportunities
from forum.admin import people as people
from forum.admin import programme as programme
from forum.admin import records as records
from forum.admin import users as users
from forum.admin import venues as venues
