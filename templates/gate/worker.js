/* Keeps the gate's app on the phone. The API is never answered from here. */
const { version, page, kept } = {{ facts|safe }};
const CACHE = `gate-${page}-${version}`;
const PATIENCE = 3000;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(clear().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === page) event.respondWith(fresh(request));
  else if (kept.includes(pathname)) event.respondWith(held(request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([page, ...kept].map((address) => new Request(address, { cache: "reload" })));
}

async function clear() {
  const old = (await caches.keys()).filter((name) => name.startsWith(`gate-${page}-`) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/* The page as the server has it now, in the language that was chosen; as it was, where nobody answers. */
async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    await cache.put(page, answer.clone());
    return answer;
  } catch {
    return (await cache.match(page)) ?? Response.error();
  }
}

async function held(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
