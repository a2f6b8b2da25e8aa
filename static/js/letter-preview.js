// A picture of the letter beside the form in which its words are written, anew a moment after each change.
(() => {
  const QUIET_MS = 500;

  const start = () => {
    const desk = document.querySelector("[data-letter-preview]");
    if (!desk) return;
    const field = (name) => document.querySelector(`form [name="${name}"]`);
    const value = (name) => field(name)?.value ?? desk.dataset[name] ?? "";
    const picture = desk.querySelector("[data-picture-of-letter]");
    const problem = desk.querySelector("[data-problem]");
    const begin = desk.querySelector("[data-begin]");
    let waiting = null;
    let asked = 0; // an answer that comes after a later question is dropped
    let known = 0;
    let address = null;
    let shipped = {};

    const post = (url, names) => {
      const body = new FormData();
      names.forEach((name) => body.append(name, value(name)));
      body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      return fetch(url, { method: "POST", body });
    };

    const tell = (words) => {
      problem.textContent = words;
      problem.hidden = !words;
    };

    const draw = async () => {
      if (!value("edition") || !value("kind") || !value("language") || !value("body")) return;
      asked += 1;
      const mine = asked;
      const answer = await post(desk.dataset.picture, ["edition", "kind", "language", "title", "body"]);
      const drawn = answer.ok ? await answer.blob() : null;
      if (mine !== asked) return;
      if (drawn) {
        if (address) URL.revokeObjectURL(address);
        address = URL.createObjectURL(drawn);
        picture.src = address;
        picture.hidden = false;
        tell("");
      } else if (answer.status === 400) {
        tell((await answer.json()).problem);
      }
    };

    const know = async () => {
      if (!value("edition") || !value("kind")) return;
      known += 1;
      const mine = known;
      const answer = await post(desk.dataset.shipped, ["edition", "kind", "language"]);
      if (!answer.ok || mine !== known) return;
      const found = await answer.json();
      if (mine !== known) return;
      desk.querySelectorAll("[data-name]").forEach((row) => (row.hidden = !found.names.includes(row.dataset.name)));
      shipped = found.words;
      if (begin) begin.hidden = !shipped.body;
    };

    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, QUIET_MS);
    };

    begin?.addEventListener("click", () => {
      field("title").value = shipped.title;
      field("body").value = shipped.body;
      draw();
    });
    ["title", "body"].forEach((name) => field(name)?.addEventListener("input", soon));
    ["edition", "kind", "language"].forEach((name) =>
      field(name)?.addEventListener("change", () => {
        know();
        soon();
      }),
    );
    field("body")?.setAttribute("dir", "auto");
    field("title")?.setAttribute("dir", "auto");
    know();
    draw();
  };

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
