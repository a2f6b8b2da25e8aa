/* The button that lets this browser take notifications: asks the browser, then sends what it gave as a form. */
const form = document.querySelector("[data-push-key]");
const button = form?.querySelector("button");
const note = (which) => {
  for (const one of form.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== which;
};

if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  note(Notification.permission === "denied" ? "denied" : "");
  button.disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    turnOn().catch(() => note("failed"));
  });
}

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") {
    note("denied");
    return;
  }
  button.disabled = true;
  try {
    const { endpoint, keys } = (await subscribed(bytes(form.dataset.pushKey))).toJSON();
    form.elements.endpoint.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.submit();
  } finally {
    button.disabled = false;
  }
}

/* A subscription under another key is of no use any more, and stands in the way of a new one. */
async function subscribed(applicationServerKey) {
  const worker = await navigator.serviceWorker.register(form.dataset.pushWorker);
  await active(worker);
  const before = await worker.pushManager.getSubscription();
  const key = before?.options.applicationServerKey;
  if (key && String(new Uint8Array(key)) === String(applicationServerKey)) return before;
  await before?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

function active(worker) {
  const waiting = worker.installing ?? worker.waiting;
  if (!waiting) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.addEventListener("statechange", () => waiting.state === "activated" && resolve());
  });
}

function bytes(base64url) {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
