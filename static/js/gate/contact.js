/* Asking the server. `NoContact`: nobody answered, or not in time. `Refused`: it answered and said no. */
export class NoContact extends Error {}

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
  }
}

/* How far the server's clock is ahead of this one, in milliseconds, told by every answer to a second. */
export let clockAhead = 0;

/* The answer's body, or null for "nothing has changed". `etag` is told the answer's tag. */
export async function ask(address, { token, body, tag, patience = 8000, onTag } = {}) {
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
  if (token) headers.Authorization = `Gate ${token}`;
  if (tag) headers["If-None-Match"] = tag;
  if (body) headers["Content-Type"] = "application/json";
  const how = { method: body ? "POST" : "GET", headers, cache: "no-store", credentials: "omit" };
  const answer = await reach(address, { ...how, body: body && JSON.stringify(body) }, patience);
  if (answer.status === 304) return null;
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  onTag?.(answer.headers.get("ETag"));
  return told;
}

/* A picture as an address that lives as long as the page shows it, or null. */
export async function picture(address, token) {
  const how = { headers: { Authorization: `Gate ${token}` }, cache: "no-store", credentials: "omit" };
  const answer = await reach(address, how, 5000);
  return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
}

async function reach(address, how, patience) {
  let answer;
  try {
    answer = await fetch(address, { ...how, signal: AbortSignal.timeout(patience) });
  } catch {
    throw new NoContact();
  }
  if (answer.status >= 500 || answer.status === 429) throw new NoContact();
  const theirs = Date.parse(answer.headers.get("Date"));
  if (theirs) clockAhead = Math.abs(theirs - Date.now()) < 2000 ? 0 : theirs - Date.now();
  return answer;
}
