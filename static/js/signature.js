/* A signature drawn with a finger or a mouse, beside an <input type="file" data-signature="Clear">. Without this file, or for
   whoever cannot draw, the name is typed instead. */
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("input[data-signature]").forEach(drawing));

function drawing(input) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 200, className: "signature" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  const clear = Object.assign(document.createElement("button"), { type: "button", className: "signature-clear", textContent: input.dataset.signature });
  const pen = canvas.getContext("2d");
  Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round", strokeStyle: "#1a2828" });
  let isDown = false;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    isDown = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!isDown) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    isDown = false;
    canvas.toBlob((blob) => give(input, blob), "image/png");
  });
  clear.addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    input.value = "";
  });
  input.hidden = true;
  input.after(canvas, clear);
}

function give(input, blob) {
  const chosen = new DataTransfer();
  chosen.items.add(new File([blob], "signature.png", { type: "image/png" }));
  input.files = chosen.files;
}
