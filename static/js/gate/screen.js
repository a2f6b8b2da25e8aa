/* The result and the state of the device, as the person at the gate sees them. */
import * as signals from "./signals.js";

const PASSES = new Set(["admitted", "left"]);
const ASK = new Set(["inside", "not_inside", "old_list", "old_guests"]);
const SHOWN_FOR = 6000;
const MINUTE = 60_000;
const OLD_AFTER = 10 * MINUTE;

export class Screen {
  #clearing;

  constructor(gate, words) {
    Object.assign(this, { gate, words });
    gate.addEventListener("changed", () => this.status());
    setInterval(() => this.status(), 5000);
    part("result").addEventListener("click", () => this.clear());
  }

  /* `verdict`: what gate.read gives. */
  result({ result, holder, isOffline }) {
    const box = part("result");
    const word = this.words.results[result];
    box.dataset.tone = PASSES.has(result) ? (result === "left" ? "left" : "pass") : ASK.has(result) ? "ask" : "stop";
    box.dataset.result = result;
    part("word").textContent = word.word;
    part("reason").textContent = word.reason;
    part("offline-note").hidden = !isOffline;
    this.#holder(holder);
    (PASSES.has(result) ? signals.pass : signals.stop)();
    clearTimeout(this.#clearing);
    if (PASSES.has(result) && !holder?.note) this.#clearing = setTimeout(() => this.clear(), SHOWN_FOR);
  }

  clear() {
    const box = part("result");
    box.dataset.tone = "idle";
    delete box.dataset.result;
    part("word").textContent = this.words.ready;
    part("reason").textContent = this.words.how;
    part("offline-note").hidden = true;
    this.#holder(null);
  }

  /* A sentence for the person at the gate. */
  say(sentence) {
    part("said").textContent = sentence;
    part("said").hidden = !sentence;
  }

  status() {
    const { gate, words } = this;
    if (!gate.isReady) return;
    const { checkpoint, edition } = gate.facts.state;
    const age = gate.listAge;
    part("door").textContent = [checkpoint.name, checkpoint.room].filter(Boolean).join(" · ");
    part("edition").textContent = `${edition.name} · ${checkpoint.zone}`;
    part("network").textContent = gate.isOnline ? words.online : words.offline;
    part("network").dataset.online = gate.isOnline;
    part("waiting").textContent = gate.waiting ? fill(words.waiting, { count: gate.waiting }) : words.nothing_waits;
    part("list").textContent = fill(words.list, { version: gate.facts.version ?? 0, age: this.#ago(age) });
    this.#guests(gate.guests);
    const isDead = age > gate.listHoldsFor;
    part("old").hidden = gate.isOnline || age < OLD_AFTER;
    part("old").textContent = isDead ? words.list_dead : fill(words.list_old, { age: this.#ago(age) });
  }

  #guests({ out, held }) {
    const line = part("guests");
    line.hidden = !out;
    if (!out) return;
    line.textContent = out.version ? this.#heldGuests(out, held) : fill(this.words.guests_none, out);
    line.dataset.tone = out.version && out.version === held?.version ? "" : "ask";
  }

  #heldGuests(out, held) {
    if (!held) return fill(this.words.guests_awaited, out);
    return fill(held.version === out.version ? this.words.guests : this.words.guests_old, held);
  }

  async #holder(holder) {
    part("holder").hidden = !holder;
    part("holder-name").textContent = holder?.name ?? "";
    part("holder-facts").textContent = holder ? [holder.category, holder.delegation].filter(Boolean).join(" · ") : "";
    part("note").hidden = !holder?.note;
    part("note-text").textContent = holder?.note ?? "";
    const photo = part("photo");
    if (photo.src) URL.revokeObjectURL(photo.src);
    photo.hidden = true;
    photo.removeAttribute("src");
    if (!holder?.has_photo) return;
    const address = await this.gate.picture(holder.id).catch(() => null);
    if (!address || part("holder-name").textContent !== holder.name) return;
    photo.src = address;
    photo.hidden = false;
  }

  #ago(milliseconds) {
    const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short" });
    const minutes = Math.floor(milliseconds / MINUTE);
    if (minutes < 1) return this.words.just_now;
    return minutes < 120 ? format.format(-minutes, "minute") : format.format(-Math.floor(minutes / 60), "hour");
  }
}

export const part = (name) => document.querySelector(`[data-part="${name}"]`);

export const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
