/* The gate itself: what it knows, one reading, and what it owes the server. Shows nothing; the screen listens. */
import { doorOf, entry, leaving } from "./admission.js";
import * as contact from "./contact.js";
import * as store from "./store.js";
import * as tokens from "./token.js";

const ANSWER_WITHIN = 2500;
const SENT_AT_ONCE = 50;
const STILL_KNOWN = 10 * 60_000; // who passed here so long before the contact was lost may have used another door since
const INSIDE = { admitted: true, inside: true, left: false, not_inside: false };
const STATE_FACTS = ["token", "name", "state", "tag", "version", "guests", "contactAt", "clockAhead"];

export class Gate extends EventTarget {
  facts = {};
  isOnline = false;
  waiting = 0;

  constructor({ edition, api }) {
    super();
    Object.assign(this, { edition, api });
  }

  get isEnrolled() {
    return Boolean(this.facts.token);
  }

  get isReady() {
    return this.isEnrolled && Boolean(this.facts.state);
  }

  /* The hour as the server has it, in milliseconds. */
  get now() {
    return Date.now() + (this.facts.clockAhead ?? 0);
  }

  get listAge() {
    return Math.max(0, this.now - (this.facts.contactAt ?? 0));
  }

  get listHoldsFor() {
    return this.facts.state.rules.list_holds_for_minutes * 60_000;
  }

  /* The guest list of the door as {version, number, title}: the version that is out, and the one that is held here;
     null where the door has none, or nothing is held. */
  get guests() {
    return { out: this.facts.state.checkpoint.guest_list ?? null, held: this.facts.guests ?? null };
  }

  async wake() {
    const told = (name) => () => this.dispatchEvent(new Event(name));
    await store.open(this.edition, { onBlocked: told("blocked"), onOutdated: told("outdated") });
    for (const name of STATE_FACTS) this.facts[name] = await store.get("facts", name);
    if (this.isReady) tokens.prepare(this.facts.state.keys);
    await this.#count();
  }

  async enrol(code) {
    const { token, name } = await contact.ask(`${this.api}enrol/`, { body: { code } });
    await store.forget();
    this.facts = {};
    await this.#note({ token, name });
    await this.pull();
  }

  /* Bring the state up to date, and hand over what waits. */
  async contact() {
    if (!this.isEnrolled) return;
    try {
      await this.pull();
      await this.#upload();
    } catch (error) {
      await this.#failed(error);
    }
  }

  async pull() {
    const { token, version = 0, guests: held } = this.facts;
    let { tag } = this.facts;
    const how = { token, tag, patience: 4000, onTag: (told) => (tag = told) };
    const state = await contact.ask(`${this.api}state/?since=${version}&guests=${held?.version ?? ""}`, how);
    const facts = { contactAt: Date.now() + contact.clockAhead, clockAhead: contact.clockAhead };
    if (state) {
      const { list, guests, ...rest } = state;
      const { serials, ...out } = guests ?? {};
      Object.assign(facts, { state: rest, tag, version: list.version });
      if (serials) facts.guests = out;
      else if (!rest.checkpoint.guest_list?.version) facts.guests = null;
      await this.#note(facts, list.revoked, facts.guests === null ? [] : serials);
    } else await this.#note(facts);
    if (state) tokens.prepare(state.keys);
    this.#online(true);
  }

  /* One reading of a badge's text. Gives {result, holder?, isOffline}. */
  async read(text, direction) {
    const token = text.trim().slice(0, 1000);
    const badge = await tokens.read(token, this.facts.state.keys);
    return this.#taken({ token, direction }, badge);
  }

  /* One reading of somebody who was found by name or number. */
  async readFound(id, direction) {
    return this.#verdict({ badge: id, ...this.#stamp(direction) });
  }

  /* Many who were found, at once. Gives a result each, by id. */
  async readGroup(ids, direction) {
    const scans = ids.map((id) => ({ badge: id, ...this.#stamp(direction) }));
    const told = await this.ask("scans/batch/", { scans });
    return new Map(told.scans.map(({ result }, place) => [ids[place], result]));
  }

  ask(path, body) {
    return contact.ask(this.api + path, { token: this.facts.token, body });
  }

  picture(id) {
    return contact.picture(`${this.api}photos/${id}/`, this.facts.token);
  }

  async #taken({ token, direction }, badge) {
    const reading = { token, ...this.#stamp(direction) };
    if (this.isOnline) {
      try {
        const verdict = await this.#verdict(reading);
        await this.#passed(badge, verdict.result);
        return verdict;
      } catch (error) {
        if (!(error instanceof contact.NoContact)) throw error;
        this.#online(false);
      }
    }
    // The reading keeps its id: if the server has it after all, it stays one.
    const result = await this.#decide(badge, direction);
    await store.put("queue", reading.id, { ...reading, device_result: result });
    await this.#passed(badge, result);
    await this.#count();
    return { result, isOffline: true };
  }

  #stamp(direction) {
    const scanned_at = new Date(this.now).toISOString();
    const versions = { list_version: this.facts.version ?? 0, guest_version: this.facts.guests?.version ?? "" };
    return { id: crypto.randomUUID(), direction, scanned_at, ...versions };
  }

  async #verdict(reading) {
    const how = { token: this.facts.token, body: reading, patience: ANSWER_WITHIN };
    return contact.ask(`${this.api}scans/`, how);
  }

  async #decide(badge, direction) {
    const isInside = badge && (await this.#whereabouts(badge.serial));
    if (direction === "exit") return leaving(badge, { isInside });
    const isRevoked = Boolean(badge && (await store.get("revoked", badge.serial)));
    const [{ listAge, listHoldsFor }, standing] = [this, await this.#standing(badge)];
    const facts = { at: this.now, isRevoked, isInside, listAge, listHoldsFor, standing };
    return entry(badge, doorOf(this.facts.state), facts);
  }

  async #standing(badge) {
    const { out, held } = this.guests;
    if (!badge || !out) return null;
    const madeSince = this.facts.state.made_since?.includes(badge.serial);
    const isListed = madeSince || Boolean(await store.get("listed", badge.serial));
    return { held: held?.version ?? "", newest: out.version, isListed };
  }

  async #whereabouts(serial) {
    const known = await store.get("passed", serial);
    if (!known || !this.facts.state.checkpoint.counts) return null;
    return known.at >= this.facts.contactAt - STILL_KNOWN ? known.isInside : null;
  }

  async #passed(badge, result) {
    if (badge && result in INSIDE) {
      await store.put("passed", badge.serial, { isInside: INSIDE[result], at: this.now });
    }
  }

  async #upload() {
    let scans = (await store.all("queue")).slice(0, SENT_AT_ONCE);
    while (scans.length) {
      const told = await this.ask("scans/batch/", { scans });
      await store.together((at) => told.scans.forEach(({ id }) => at("queue").delete(id)));
      await this.#count();
      scans = (await store.all("queue")).slice(0, SENT_AT_ONCE);
    }
  }

  /* `listed`: the serials of a guest list, in the place of those that were held. */
  async #note(facts, revoked = [], listed = null) {
    await store.together((at) => {
      for (const [name, value] of Object.entries(facts)) at("facts").put(value, name);
      for (const serial of revoked) at("revoked").put(true, serial);
      if (listed) at("listed").clear();
      for (const serial of listed ?? []) at("listed").put(true, serial);
    });
    Object.assign(this.facts, facts);
  }

  async #failed(error) {
    this.#online(false);
    if (error instanceof contact.Refused && error.status === 401) {
      await store.forget();
      this.facts = {};
      this.#tell("ended");
    } else if (error instanceof contact.Refused) {
      this.#tell("refused", error.message);
    } else if (!(error instanceof contact.NoContact)) throw error;
  }

  async #count() {
    this.waiting = await store.count("queue");
    this.#tell("changed");
  }

  #online(isOnline) {
    this.isOnline = isOnline;
    this.#tell("changed");
  }

  #tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
