// The mail beside the form in which its words are written, anew a moment after each change.
(() => {
  const QUIET_MS = 400;
  const desk = document.querySelector("[data-notice-words]");
  if (!desk) return;
  const form = desk.querySelector("#words");
  const sample = desk.querySelector("[data-sample]");
  const shown = desk.querySelector("[data-preview]");
  let waiting = null;
  let asked = 0; // an answer that comes after a later question is dropped

  const show = async () => {
    asked += 1;
    const mine = asked;
    const body = new FormData(form);
    body.append("do", "preview");
    body.append("sample", sample.value);
    const answer = await fetch(window.location.href, { method: "POST", body });
    if (!answer.ok || mine !== asked) return;
    const words = await answer.text();
    if (mine !== asked) return;
    const open = shown.querySelector("details")?.open;
    shown.innerHTML = words;
    if (open) shown.querySelector("details")?.setAttribute("open", "");
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, QUIET_MS);
  });
  sample.addEventListener("change", show);
})();
