// A frame of 3 by 4 over the chosen picture: dragged, moved by arrow keys, sized by a slider. It fills three hidden
// fields with shares of the picture; without script they stay empty and the server takes the middle.
(() => {
  const RATIO = 4 / 3;
  const LEAST = 300; // pixels of width
  const STEP = 0.02;

  const input = document.querySelector("[data-crop-input]");
  const box = document.querySelector("[data-cropper]");
  if (!input || !box) return;
  const picture = box.querySelector("[data-crop-picture]");
  const frame = box.querySelector("[data-crop-frame]");
  const size = box.querySelector("[data-crop-size]");
  const note = box.querySelector("[data-crop-note]");
  const fields = Object.fromEntries([...document.querySelectorAll("[data-crop]")].map((one) => [one.dataset.crop, one]));
  const part = { left: 0, top: 0, width: 1 };
  let address = null;

  const shape = () => picture.naturalWidth / picture.naturalHeight;
  const height = () => part.width * RATIO * shape();
  const widest = () => Math.min(1, 1 / (RATIO * shape()));
  const within = (value, most) => Math.max(0, Math.min(value, most));

  function show() {
    part.left = within(part.left, 1 - part.width);
    part.top = within(part.top, 1 - height());
    frame.style.setProperty("inset", `${part.top * 100}% auto auto ${part.left * 100}%`);
    frame.style.setProperty("width", `${part.width * 100}%`);
    frame.style.setProperty("height", `${height() * 100}%`);
    for (const name of Object.keys(part)) fields[name].value = part[name].toFixed(5);
    note.textContent = part.width * picture.naturalWidth < LEAST - 1 ? note.dataset.tooSmall : "";
  }

  function resize() {
    const before = { x: part.left + part.width / 2, y: part.top + height() / 2 };
    part.width = (widest() * Number(size.value)) / 100;
    part.left = before.x - part.width / 2;
    part.top = before.y - height() / 2;
    show();
  }

  function forget() {
    box.hidden = true;
    for (const field of Object.values(fields)) field.value = "";
    if (address) URL.revokeObjectURL(address);
    address = null;
  }

  input.addEventListener("change", () => {
    forget();
    const [file] = input.files;
    if (!file || !file.type.startsWith("image/")) return;
    address = URL.createObjectURL(file);
    picture.src = address;
  });
  picture.addEventListener("error", forget);
  picture.addEventListener("load", () => {
    box.hidden = false;
    size.value = 100;
    part.width = widest();
    part.left = (1 - part.width) / 2;
    part.top = (1 - height()) / 2;
    show();
  });
  size.addEventListener("input", resize);

  frame.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    part.left += move[0];
    part.top += move[1];
    show();
  });

  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    frame.focus();
    frame.setPointerCapture(event.pointerId);
    const from = { x: event.clientX, y: event.clientY, left: part.left, top: part.top };
    const drag = (moved) => {
      const stage = picture.getBoundingClientRect();
      part.left = from.left + (moved.clientX - from.x) / stage.width;
      part.top = from.top + (moved.clientY - from.y) / stage.height;
      show();
    };
    const drop = () => {
      frame.removeEventListener("pointermove", drag);
      frame.removeEventListener("pointerup", drop);
      frame.removeEventListener("pointercancel", drop);
    };
    frame.addEventListener("pointermove", drag);
    frame.addEventListener("pointerup", drop);
    frame.addEventListener("pointercancel", drop);
  });
})();
