"""What the gate's app says, in the reader's language. Gaps stand in braces: JavaScript fills them."""

from django.utils.translation import gettext as _

from delegations.models import ScanResult


def words() -> dict:
    return {
        "results": _results(),
        "ready": _("Ready"),
        "how": _("Scan a badge."),
        "online": _("Online"),
        "offline": _("No network"),
        "waiting": _("{count} waiting to be sent"),
        "nothing_waits": _("Everything is sent"),
        "list": _("Revoked badges checked: {age} · no. {version}"),
        "blocked": _("This gate is open in an older tab or window. Close that one; this one goes on by itself."),
        "outdated": _("This gate is open in a newer tab or window. Go on there, or reload this one."),
        "just_now": _("now"),
        "guests": _("Guest list: {title}, version {number}"),
        "guests_old": _("Guest list: {title}, version {number}. A newer one is out: bring this phone to the network."),
        "guests_awaited": _("Guest list: {title}. This phone does not have it yet and admits nobody."),
        "guests_none": _("Guest list: {title}. No version is frozen yet, so nobody enters here."),
        "list_old": _("This phone was last in contact {age}. Badges revoked since then are not known here."),
        "list_dead": _("This phone has been without contact for too long and admits nobody. Bring it to the network."),
        "needs_network": _("This needs the network."),
        "camera_refused": _(
            "This page may not use the camera. Allow it in the browser's settings, or use a hand scanner."
        ),
        "camera_missing": _("This phone has no camera. Use a hand scanner, or find the badge by name."),
        "camera_busy": _("The camera does not start. Close other apps that use it, and press Camera again."),
        "camera_closed": _("Browsers give the camera only to pages that come by HTTPS. Use a hand scanner."),
        "ended": _("This phone is no longer enrolled. Ask the accreditation desk for a new code."),
        "nobody": _("Nothing found."),
        "badges": _("Badges: {count}"),
        "is_inside": _("inside"),
        "let_in": _("Check in those ticked"),
    }


def _results() -> dict[str, dict[str, str]]:
    stop = _("Stop")
    said = {
        ScanResult.ADMITTED: (_("Enter"), _("The badge is good.")),
        ScanResult.LEFT: (_("Goodbye"), _("The exit is noted.")),
        ScanResult.REVOKED: (stop, _("This badge was revoked. Send its holder to the accreditation desk.")),
        ScanResult.WRONG_ZONE: (stop, _("This badge does not open this zone.")),
        ScanResult.WRONG_DAY: (stop, _("This badge is not for today.")),
        ScanResult.NOT_YET: (stop, _("Too early: the badge or this door opens later.")),
        ScanResult.OVER: (stop, _("Too late: the badge or this door is over for now.")),
        ScanResult.INSIDE: (_("Ask"), _("Already inside: this badge has entered and not left.")),
        ScanResult.NOT_INSIDE: (_("Ask"), _("This badge was not read on its way in.")),
        ScanResult.UNKNOWN: (stop, _("This is no badge of the forum.")),
        ScanResult.OLD_LIST: (_("Ask"), _("This phone's list is too old to admit anybody.")),
        ScanResult.NOT_LISTED: (stop, _("This badge is not on the guest list of this door.")),
        ScanResult.OLD_GUESTS: (
            _("Ask"),
            _("A newer version of the guest list is out. Read the badge again once this phone has it."),
        ),
    }
    return {result.value: {"word": word, "reason": reason} for result, (word, reason) in said.items()}
