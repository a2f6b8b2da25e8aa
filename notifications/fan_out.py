"""From who is told to the rows of the outbox: the mail, unless it is unwanted and may be, and a row for each device or
number by which its reader gets this topic too. What is said to be short goes by mail only to who has none of these. A
part of one statement, for any number of readers.

It stands after ``told`` (a row for each recipient, with ``kind`` and, as ``nth``, its place in the order) and takes the
plan of the kinds (topics.plan_of) and the times. Only what has short words goes besides by mail. It gives how many
mails are new, and how many others.
"""

FAN_OUT = """
plan AS (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS plan (
        kind text, topic text, refusable text, channels text[], by_default text[])),
short AS (
    SELECT told.nth, way.channel, way.id AS way_id
    FROM told JOIN plan USING (kind)
    JOIN notifications_way way ON way.user_id = told.recipient_id
        AND way.ended_at IS NULL AND way.confirmed_at IS NOT NULL AND way.channel = ANY(plan.channels)
    LEFT JOIN notifications_wish wish
        ON wish.user_id = way.user_id AND wish.channel = way.channel AND wish.topic = plan.topic
    WHERE coalesce(wish.is_wanted, way.channel = ANY(plan.by_default))),
ways AS (
    SELECT told.*, 'email' AS channel, NULL::bigint AS way_id
    FROM told JOIN plan USING (kind)
    WHERE NOT (told.is_short AND EXISTS (SELECT FROM short WHERE short.nth = told.nth))
    AND NOT EXISTS (
        SELECT FROM notifications_wish wish WHERE wish.user_id = told.recipient_id
        AND wish.channel = 'email' AND wish.topic = plan.refusable AND NOT wish.is_wanted)
    AND NOT EXISTS (
        SELECT FROM notifications_wish wish WHERE wish.user_id IS NULL AND wish.email = told.email
        AND wish.channel = 'email' AND wish.topic = plan.refusable AND NOT wish.is_wanted)
    UNION ALL
    SELECT told.kind, told.about, told.version, told.edition, told.facts, '', told.bundle, told.is_short,
        right(replace(gen_random_uuid()::text, '-', ''), 16),
        told.email, told.name, told.language, told.timezone, told.recipient_id, told.nth, short.channel, short.way_id
    FROM told JOIN short USING (nth)),
new AS (
    INSERT INTO notifications_message (
        kind, about, version, edition, facts, calendar, bundle, public_id,
        email, name, language, timezone, recipient_id, channel, way_id,
        status, created_at, due_at, attempt_at, attempts, is_held, last_error)
    SELECT kind, about, version, edition, facts, calendar, bundle, public_id,
        email, name, language, timezone, recipient_id, channel, way_id, 'queued', %s, %s, %s, 0, false, ''
    FROM ways ORDER BY nth, way_id NULLS FIRST
    ON CONFLICT (email, kind, about, version, way_id) DO NOTHING
    RETURNING channel)
SELECT count(*) FILTER (WHERE channel = 'email'), count(*) FILTER (WHERE channel <> 'email') FROM new
"""
