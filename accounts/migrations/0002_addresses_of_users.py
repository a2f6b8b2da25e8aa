"""Users made before their address was noted from the beginning get the note that allauth would write at their next visit."""

from django.db import migrations

NOTE = """
    INSERT INTO account_emailaddress (user_id, email, verified, "primary")
    SELECT id, lower(email), false, true FROM accounts_user AS one
    WHERE email <> '' AND NOT EXISTS (SELECT FROM account_emailaddress WHERE user_id = one.id)
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [migrations.RunSQL(NOTE, migrations.RunSQL.noop)]
