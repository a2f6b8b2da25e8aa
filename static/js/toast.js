/* Toasts. From the server: the response header HX-Trigger: {"toast": {"text": "...", "tone": "good"}}.
   From a script: document.body.dispatchEvent(new CustomEvent("toast", {detail: {text, tone}})).
   Errors stay until they are closed; the rest leave after eight seconds unless the pointer or focus is on them. */
document.addEventListener("toast", ({ detail }) => {
  const region = document.getElementById("toasts");
  if (!region || !detail?.text) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.tone = detail.tone || "info";
  const text = document.createElement("span");
  text.textContent = detail.text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", region.dataset.closeLabel || "Close");
  close.addEventListener("click", () => toast.remove());
  toast.append(text, close);
  region.append(toast);
  if (toast.dataset.tone !== "bad" && toast.dataset.tone !== "error") leaveLater(toast);
});

function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, 8000);
}
