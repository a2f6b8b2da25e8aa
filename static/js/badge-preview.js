// A picture of the badge beside the form of its layout, anew a moment after each change.
(() => {
  const QUIET_MS = 300;

  const start = () => {
    const desk = document.querySelector("[data-badge-preview]");
    if (!desk) return;
    const field = (name) => document.querySelector(`form [name="${name}"]`);
    const value = (name) => field(name)?.value || desk.dataset[name] || "";
    const form = (field("title") ?? field("shows_photo"))?.form;
    if (!form) return;
    const picture = desk.querySelector("[data-picture-of-badge]");
    const problem = desk.querySelector("[data-problem]");
    const wanting = desk.querySelector("[data-wanting]");
    const script = desk.querySelector("[data-script]");
    let waiting = null;
    let asked = 0;
    let address = null;

    const draw = async () => {
      const facts = new URLSearchParams(new FormData(form));
      facts.delete("csrfmiddlewaretoken");
      ["edition", "category"].forEach((name) => facts.set(name, value(name)));
      facts.set("script", script.value);
      wanting.hidden = Boolean(facts.get("edition") && facts.get("category"));
      if (!wanting.hidden) return;
      asked += 1;
      const mine = asked;
      const answer = await fetch(`${desk.dataset.picture}?${facts}`);
      if (mine !== asked) return;
      problem.hidden = answer.ok;
      if (answer.ok) {
        if (address) URL.revokeObjectURL(address);
        address = URL.createObjectURL(await answer.blob());
        picture.src = address;
        picture.hidden = false;
      } else if (answer.status === 400) {
        problem.textContent = (await answer.json()).problem;
      }
    };

    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, QUIET_MS);
    };

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    script.addEventListener("change", draw);
    draw();
  };

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
