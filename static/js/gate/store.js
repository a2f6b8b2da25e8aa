/* What the device keeps: its token and state, the serials that were revoked, those on the door's guest list, who passed
   here, and the readings that the server has not had yet. No name, no photo, nothing of a person. */
const STORES = ["facts", "revoked", "listed", "passed", "queue"];
const VERSION = 2; // 1: without "listed"
let opened;

/* `onBlocked`: a page of before does not let go of what it holds, so this one waits. `onOutdated`: a newer page has taken
   over; this one can read and write nothing any more. */
export function open(edition, { onBlocked, onOutdated }) {
  opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open(`majlis-gate-${edition}`, VERSION);
    asked.onupgradeneeded = () => {
      const there = asked.result.objectStoreNames;
      STORES.filter((name) => !there.contains(name)).forEach((name) => asked.result.createObjectStore(name));
    };
    asked.onblocked = onBlocked;
    asked.onsuccess = () => {
      asked.result.onversionchange = () => {
        asked.result.close();
        onOutdated();
      };
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

export const get = (store, key) => within([store], "readonly", (at) => at(store).get(key));
export const count = (store) => within([store], "readonly", (at) => at(store).count());
export const all = (store) => within([store], "readonly", (at) => at(store).getAll());
export const put = (store, key, value) => within([store], "readwrite", (at) => at(store).put(value, key));

/* Several writes that hold together or not at all: `write` is given a function from a store's name to the store. */
export const together = (write) => within(STORES, "readwrite", write);

/* Forget everything that an earlier enrolment left; the queue stays, for what was read is not to be lost. */
export const forget = () => together((at) => ["facts", "revoked", "listed", "passed"].forEach((name) => at(name).clear()));

async function within(stores, mode, work) {
  const transaction = (await opened).transaction(stores, mode);
  const request = work((name) => transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
