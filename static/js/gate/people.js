/* Finding a badge by name or number, and letting a delegation in together. Both ask the server; nothing is kept. */
import { fill, part } from "./screen.js";

export class People {
  constructor(gate, words, { direction, shown, failed }) {
    Object.assign(this, { gate, words, direction, shown, failed });
    part("find-form").addEventListener("submit", (event) => this.#asked(event, () => this.#find()));
    part("group-form").addEventListener("submit", (event) => this.#asked(event, () => this.#groups()));
  }

  async #asked(event, work) {
    event.preventDefault();
    await work().catch(this.failed);
  }

  async #find() {
    const words = part("find-words").value.trim();
    const found = words.length < 3 ? [] : await this.gate.ask("lookup/", { words });
    const rows = found.map((one) => this.#row(one.name || one.id, facts(one, this.words), () => this.#let(one)));
    part("found").replaceChildren(...(rows.length ? rows : [line(this.words.nobody)]));
  }

  async #let(one) {
    this.shown(await this.gate.readFound(one.id, this.direction()));
  }

  async #groups() {
    const words = encodeURIComponent(part("group-words").value.trim());
    const found = await this.gate.ask(`groups/?q=${words}`);
    const rows = found.map((group) =>
      this.#row(group.name, fill(this.words.badges, { count: group.badges }), () => this.#members(group)),
    );
    part("groups").replaceChildren(...(rows.length ? rows : [line(this.words.nobody)]));
  }

  async #members(group) {
    const people = await this.gate.ask(`groups/${group.id}/`, {});
    const boxes = people.map((one) => choice(one, facts(one, this.words)));
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: this.words.let_in });
    button.className = "button button-primary button-wide";
    button.addEventListener("click", () => this.#letGroup(boxes, button).catch(this.failed));
    const title = Object.assign(document.createElement("h3"), { textContent: group.name });
    part("groups").replaceChildren(wrapped(title), ...boxes.map((box) => box.row), wrapped(button));
  }

  async #letGroup(boxes, button) {
    const chosen = boxes.filter((box) => box.input.checked);
    if (!chosen.length) return;
    button.disabled = true;
    try {
      const told = await this.gate.readGroup(chosen.map((box) => box.id), this.direction());
      for (const box of chosen) {
        const result = told.get(box.id);
        box.note.textContent = this.words.results[result].reason;
        box.row.dataset.tone = result === "admitted" || result === "left" ? "pass" : "stop";
        box.input.checked = false;
      }
    } finally {
      button.disabled = false;
    }
  }

  #row(name, note, take) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "gate-person" });
    button.append(...named(name, note).parts);
    button.addEventListener("click", () => take().catch(this.failed));
    return wrapped(button);
  }
}

const facts = (one, words) =>
  [one.category, one.delegation, one.is_inside ? words.is_inside : ""].filter(Boolean).join(" · ");

function choice(one, note) {
  const label = Object.assign(document.createElement("label"), { className: "gate-person" });
  const input = Object.assign(document.createElement("input"), { type: "checkbox", checked: !one.is_inside });
  const { parts, small } = named(one.name || one.id, note);
  label.append(input, ...parts);
  return { id: one.id, input, note: small, row: wrapped(label) };
}

function named(name, note) {
  const strong = Object.assign(document.createElement("strong"), { textContent: name, dir: "auto" });
  const small = Object.assign(document.createElement("small"), { textContent: note });
  return { parts: [strong, small], small };
}

function wrapped(element) {
  const row = document.createElement("li");
  row.append(element);
  return row;
}

const line = (text) => Object.assign(document.createElement("li"), { className: "gate-quiet", textContent: text });
