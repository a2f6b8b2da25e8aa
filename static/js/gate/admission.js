/* The rule of the gate: may this badge pass this door now? Pure, and the same in delegations/admission.py.
   tests/delegations/admission_cases.json runs against both. Times are milliseconds since 1970. */
const DAY = 86_400_000;

/* "admitted", or why not. `badge`: null for what is no badge of ours. `isInside`: null where nobody knows.
   `standing`: null where the door has no guest list, else {held, newest, isListed}, the ids of the version that the
   device has and of the one that it was told is out. */
export function entry(badge, door, { at, isRevoked = false, isInside = null, listAge = 0, listHoldsFor, standing = null }) {
  if (!badge) return "unknown";
  if (listAge > listHoldsFor) return "old_list";
  if (isRevoked) return "revoked";
  if (!((badge.zone_mask >>> door.zone_bit) & 1)) return "wrong_zone";
  return byTheClock(badge, door, at) ?? byTheGuests(standing) ?? (isInside ? "inside" : "admitted");
}

/* "left", or why not. Nobody is held back inside. */
export function leaving(badge, { isInside = null } = {}) {
  if (!badge) return "unknown";
  return isInside === false ? "not_inside" : "left";
}

/* The door of a checkpoint and an edition as the server tells them. */
export function doorOf({ checkpoint, edition }) {
  return {
    zone_bit: checkpoint.zone_bit,
    first_day: edition.first_day,
    timezone: edition.timezone,
    opens_at: checkpoint.opens_at && Date.parse(checkpoint.opens_at),
    closes_at: checkpoint.closes_at && Date.parse(checkpoint.closes_at),
  };
}

function byTheClock(badge, door, at) {
  if (at < badge.valid_from) return "not_yet";
  if (at >= badge.valid_until) return "over";
  const day = (Date.parse(dateIn(door.timezone, at)) - Date.parse(door.first_day)) / DAY;
  if (badge.days && !(day >= 0 && day < 16 && (badge.days >> day) & 1)) return "wrong_day";
  if (door.opens_at && at < door.opens_at) return "not_yet";
  if (door.closes_at && at >= door.closes_at) return "over";
  return null;
}

function byTheGuests(standing) {
  if (!standing) return null;
  if (standing.held !== standing.newest) return "old_guests";
  return standing.isListed ? null : "not_listed";
}

/* The date at a moment in a zone, as 2025-04-08. */
function dateIn(timeZone, at) {
  const format = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}
