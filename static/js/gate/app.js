/* Puts the gate together: enrolment, readers, screens, and the beat that keeps it in contact. */
import { Camera } from "./camera.js";
import { NoContact } from "./contact.js";
import { Gate } from "./gate.js";
import { People } from "./people.js";
import { part, Screen } from "./screen.js";
import * as signals from "./signals.js";
import * as wedge from "./wedge.js";

const BEAT = 1500;
const { edition, api, vendor, worker, words } = JSON.parse(document.getElementById("gate-facts").textContent);

const gate = new Gate({ edition, api });
const screen = new Screen(gate, words);
const camera = new Camera(part("video"), { vendor, take });
let direction = "entry";
let isOutdated = false;
let reading = Promise.resolve();

function take(text) {
  if (!gate.isReady || isOutdated) return;
  reading = reading.then(() => gate.read(text, direction)).then(shown, failed);
}

function shown(verdict) {
  screen.say("");
  open("scan");
  screen.result(verdict);
}

function failed(error) {
  screen.say(error instanceof NoContact ? words.needs_network : error.message);
}

function open(name) {
  for (const sheet of document.querySelectorAll("[data-sheet]")) sheet.hidden = sheet.dataset.sheet !== name;
  for (const opener of document.querySelectorAll("[data-open]")) {
    opener.setAttribute("aria-pressed", opener.dataset.open === name);
  }
}

/* What the whole page has to say before anything else; nothing takes it away. */
function notice(text) {
  part("notice").hidden = !text;
  part("notice-text").textContent = text;
}

function face() {
  part("enrol").hidden = gate.isEnrolled;
  part("gate").hidden = !gate.isEnrolled;
  document.querySelector(".gate").classList.toggle("is-enrolled", gate.isEnrolled);
  screen.status();
}

async function enrol(code) {
  part("enrol-said").textContent = "";
  try {
    await gate.enrol(code);
    face();
    screen.clear();
  } catch (error) {
    part("enrol-said").textContent = error instanceof NoContact ? words.needs_network : error.message;
  }
}

/* The panel's QR leads here with the code behind the "#", also where the page is open already. */
async function enrolByLink() {
  const offered = new URLSearchParams(location.hash.slice(1)).get("enrol");
  if (!offered) return;
  history.replaceState(null, "", location.pathname);
  await enrol(offered);
}

async function toggleCamera() {
  screen.say("");
  if (camera.isOn) camera.stop();
  else await camera.start().catch((error) => screen.say(words[error.why]));
  if (camera.isOn) open("scan");
  part("view").hidden = !camera.isOn;
  part("camera").setAttribute("aria-pressed", camera.isOn);
  part("torch").hidden = !camera.hasTorch;
  part("torch").setAttribute("aria-pressed", false);
}

async function toggleTorch({ currentTarget: button }) {
  const isOn = button.getAttribute("aria-pressed") !== "true";
  await camera.light(isOn);
  button.setAttribute("aria-pressed", isOn);
}

function turn(to) {
  direction = to;
  document.querySelector(".gate").dataset.direction = to;
  for (const button of document.querySelectorAll("[data-direction-to]")) {
    button.setAttribute("aria-pressed", button.dataset.directionTo === to);
  }
}

/* Ask again and again; a slow answer delays the next question and does not pile up. */
async function beat() {
  if (isOutdated) return;
  try {
    await gate.contact();
  } finally {
    setTimeout(beat, BEAT);
  }
}

document.addEventListener("click", ({ target }) => {
  signals.ready();
  const button = target.closest("button");
  if (button?.dataset.open) open(button.dataset.open);
  if (button?.dataset.directionTo) turn(button.dataset.directionTo);
});
part("camera").addEventListener("click", toggleCamera);
part("torch").addEventListener("click", toggleTorch);
part("enrol-form").addEventListener("submit", (event) => {
  event.preventDefault();
  enrol(part("enrol-code").value.trim());
});
gate.addEventListener("ended", () => {
  face();
  camera.stop();
  part("enrol-said").textContent = words.ended;
});
gate.addEventListener("blocked", () => notice(words.blocked));
gate.addEventListener("outdated", () => {
  isOutdated = true;
  camera.stop();
  part("gate").hidden = part("enrol").hidden = true;
  notice(words.outdated);
  part("reload").hidden = false;
});
part("reload").addEventListener("click", () => location.reload());
gate.addEventListener("refused", ({ detail }) => screen.say(detail));
new People(gate, words, { direction: () => direction, shown, failed });
wedge.listen(take);
navigator.serviceWorker?.register(worker);
document.addEventListener("visibilitychange", () => document.hidden || navigator.wakeLock?.request().catch(() => null));

addEventListener("hashchange", enrolByLink);

await gate.wake();
notice("");
await enrolByLink();
face();
screen.clear();
turn("entry");
beat();
