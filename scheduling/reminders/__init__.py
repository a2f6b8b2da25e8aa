"""Reminders: worked out from rules and facts, and worked out anew when either changes. See docs/messages.md."""
