// Opens Swagger UI on the schema that the page names. A file of its own, because the policy refuses inline scripts.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const wear = () => document.documentElement.classList.toggle("dark-mode", dark.matches); // Swagger UI's own dark look
dark.addEventListener("change", wear);
wear();

const place = document.getElementById("api");

window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  requestInterceptor: (request) => {
    if (!["GET", "HEAD", undefined].includes(request.method) && request.url.startsWith(window.location.origin)) {
      request.headers["X-CSRFToken"] = place.dataset.csrf;
    }
    return request;
  },
});
