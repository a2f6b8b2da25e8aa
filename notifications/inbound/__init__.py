"""Mail that comes in: answers to invitations, and notes that a mail could not be delivered."""
