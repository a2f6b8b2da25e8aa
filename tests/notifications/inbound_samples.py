"""Mails as they come in."""

DSN = """From: MAILER-DAEMON@mx.example
To: forum@majlis.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <{dsn_id}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {email}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{email}>: nobody of that name here

--b
Content-Type: {returned}

Message-ID: <{public_id}@majlis.example>
Subject: Sample

--b--
"""


def dsn(message, *, action="failed", returned="text/rfc822-headers", dsn_id="dsn-1") -> bytes:
    """A delivery status notification (RFC 3464) about ``message`` of the outbox."""
    facts = {"public_id": message.public_id, "email": message.email, "action": action, "returned": returned}
    return DSN.format(**facts, dsn_id=dsn_id).replace("\n", "\r\n").encode()
