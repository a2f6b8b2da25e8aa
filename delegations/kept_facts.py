"""Texts of people, or that might be, that no rule of the night erases, each with the reason: a model, or one column.

A test walks every model and fails for a text with neither an eraser nor a line here.
"""

PUBLISHED = "published by the forum, or its own words"
FRAME = "names a thing and nobody: a place, a key, a form, a rule"
PROTOCOL = "the record of what was negotiated, which the forum answers for; it names offices"
STANDS = "who came, as sums and meetings need it; goes when the person asks"
FROZEN = "a signed list that must stay as it was signed"
WORKS = "of who works for the forum, a mission or an agency, while they do"

KEPT = {
    "accounts.User": WORKS,
    "core.StatusChange": "statuses; its reason has an eraser",
    "delegations.Agency": FRAME,
    "delegations.Application": "the company that applied; its people's words have an eraser",
    "delegations.Badge": "what was printed on a badge without a name; its note goes when the person asks",
    "delegations.BadgeKey": FRAME,
    "delegations.BadgeLayout": PUBLISHED,
    "delegations.BadgePrint": FRAME,
    "delegations.CategoryTerms": FRAME,
    "delegations.Checkpoint": FRAME,
    "delegations.Delegate": FRAME,
    "delegations.DelegateEvent": FRAME,
    "delegations.Delegation": PUBLISHED,
    "delegations.DelegationEvent": PUBLISHED,
    "delegations.Device": FRAME,
    "delegations.ErasureRequest": "what was asked and done, as proof; its reason goes when it is carried out",
    "delegations.GroupCode": FRAME,
    "delegations.GuestList": FROZEN,
    "delegations.GuestListAmendment": FROZEN,
    "delegations.GuestListEntry": "a signed list as it was signed; its words go when the person asks",
    "delegations.GuestListVersion": FROZEN,
    "delegations.KeepingGround": FRAME,
    "delegations.LetterHead": PUBLISHED,
    "delegations.LetterTemplate": PUBLISHED,
    "delegations.LetterTerms": PUBLISHED,
    "delegations.ListUpload": "the hourly round erases the row",
    "delegations.PrintJob": "the round of the minute erases the file",
    "delegations.Question": PUBLISHED,
    "delegations.Receipt.collected_by": "who answers for badges handed over, for as long as the badges are counted",
    "delegations.SecretReading": "the proof of who read what; must outlive what was read",
    "delegations.Zone": FRAME,
    "forum.Appearance": PUBLISHED,
    "forum.AppearanceEvent": PUBLISHED,
    "forum.Edition": PUBLISHED,
    "forum.EditionEvent": PUBLISHED,
    "forum.Exhibitor": PUBLISHED,
    "forum.Opportunity": PUBLISHED,
    "forum.Person": STANDS,
    "forum.Room": FRAME,
    "forum.RoomEvent": FRAME,
    "forum.Session": PUBLISHED,
    "forum.SessionEvent": PUBLISHED,
    "forum.Track": FRAME,
    "forum.Venue": FRAME,
    "notifications.ReceivedMail": FRAME,
    "notifications.Way": "a user's own browser or number, emptied when it ends; goes when the person asks",
    "notifications.WebhookAttempt": "what another system answered; the round of the night erases it",
    "notifications.WebhookEndpoint": FRAME,
    "notifications.WebhookEndpointEvent": FRAME,
    "notifications.WebhookEvent": "ids and times without names; the round of the night erases it",
    "notifications.Wish": "what somebody does not want to be told; goes when the person asks",
    "scheduling.AttendeeEvent": FRAME,
    "scheduling.CalendarFeed": FRAME,
    "scheduling.Commitment": PROTOCOL,
    "scheduling.Meeting": PROTOCOL,
    "scheduling.MeetingEvent": PROTOCOL,
    "scheduling.Party": PROTOCOL,
    "scheduling.PartyEvent": PROTOCOL,
    "scheduling.SetAsideReply": "mail that a desk must answer; no rule erases it yet",
    "scheduling.TimeProposal": PROTOCOL,
}
