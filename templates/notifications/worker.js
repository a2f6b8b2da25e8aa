{% load static %}/* Shows what is pushed, and opens what is touched. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, tag, lang, dir, url } = event.data.json();
  const icon = "{% static 'img/gate-192.png' %}";
  event.waitUntil(self.registration.showNotification(title, { body, tag, renotify: Boolean(tag), lang, dir, icon, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url } = event.notification.data;
  if (url) event.waitUntil(self.clients.openWindow(url));
});
