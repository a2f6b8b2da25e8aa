/* What the device keeps: its token and state, the serials that were revoked, who passed here, and the readings that the
   server has not had yet. No name, no photo, nothing of a person. */
const STORES = ["facts", "revoked", "passed", "queue"];
let opened;

export function open(edition) {
  opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open(`majlis-gate-${edition}`, 1);
    asked.onupgradeneeded = () => STORES.forEach((name) => asked.result.createObjectStore(name));
    asked.onsuccess = () => resolve(asked.result);
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
export const forget = () => together((at) => ["facts", "revoked", "passed"].forEach((name) => at(name).clear()));

async function within(stores, mode, work) {
  const transaction = (await opened).transaction(stores, mode);
  const request = work((name) => transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
