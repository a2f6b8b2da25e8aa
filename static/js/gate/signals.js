/* What is heard and felt: two short high tones for "pass", one long low one for "stop". */
let audio;

/* Browsers let a page sound only after it was touched. */
export function ready() {
  audio ??= new AudioContext();
  audio.resume();
}

export function pass() {
  navigator.vibrate?.(80);
  tone(880, 0, 0.09);
  tone(1320, 0.11, 0.14);
}

export function stop() {
  navigator.vibrate?.([250, 100, 250]);
  tone(196, 0, 0.55, "square");
}

function tone(frequency, after, seconds, type = "sine") {
  if (audio?.state !== "running") return;
  const start = audio.currentTime + after;
  const oscillator = new OscillatorNode(audio, { frequency, type });
  const gain = new GainNode(audio, { gain: 0.4 });
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
