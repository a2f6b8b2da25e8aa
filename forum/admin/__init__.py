from forum.admin import users as users
