/* A hand scanner types what it reads, very fast, and ends with Enter. Works wherever the focus is, except in a field. */
const BETWEEN_KEYS = 80;
const GIVEN_UP = 1000;

export function listen(take) {
  let typed = "";
  let last = 0;

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const pause = event.timeStamp - last;
    last = event.timeStamp;
    if (event.key === "Enter" && typed.length > 3) {
      event.preventDefault();
      take(typed.toUpperCase());
      typed = "";
    } else if (event.key.length === 1) {
      typed = pause < GIVEN_UP ? typed + event.key : event.key;
      if (pause < BETWEEN_KEYS) event.preventDefault(); // a space of the code must not press the button that has the focus
    }
  });

  document.addEventListener("keyup", (event) => {
    if (event.key === " " && typed.length > 1) event.preventDefault();
  });
}
