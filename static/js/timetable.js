/* The line of the present on every timetable on the page, to the five minutes. */
const ROW = 5 * 60 * 1000;
const HEAD_ROWS = 2; // the headings, and lines count from one

function drawNow() {
  for (const line of document.querySelectorAll(".tt-now")) {
    const opens = Date.parse(line.dataset.opens);
    const now = Date.now();
    line.hidden = now < opens || now >= Date.parse(line.dataset.closes);
    line.style.gridRowStart = HEAD_ROWS + Math.floor((now - opens) / ROW);
  }
}

drawNow();
setInterval(drawNow, 60 * 1000);
document.addEventListener("htmx:afterSettle", drawNow);
