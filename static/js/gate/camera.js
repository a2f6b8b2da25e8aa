/* The camera: the browser's own reader of QR codes, else zxing, loaded when it is first needed. */
const AGAIN_AFTER = 3000;
const BETWEEN_LOOKS = 120;
const WIDTH = 960;

export class Camera {
  #stream = null;

  constructor(video, { vendor, take }) {
    Object.assign(this, { video, vendor, take });
  }

  get isOn() {
    return Boolean(this.#stream);
  }

  /* Throws what the browser says where there is no camera or it may not be used. */
  async start() {
    const video = { facingMode: { ideal: "environment" }, width: { ideal: 1280 } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    this.video.srcObject = this.#stream;
    await this.video.play();
    const look = (await nativeReader()) ?? (await this.#zxing());
    this.#watch(look);
  }

  stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = this.video.srcObject = null;
  }

  async #watch(look) {
    let seen = "";
    let seenAt = 0;
    while (this.isOn) {
      const text = this.video.readyState >= 2 && !document.hidden ? await look(this.video).catch(() => null) : null;
      if (text && (text !== seen || Date.now() - seenAt > AGAIN_AFTER)) this.take(text);
      if (text) [seen, seenAt] = [text, Date.now()];
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
    }
  }

  async #zxing() {
    await load(`${this.vendor}zxing-reader-3.1.4.iife.js`);
    const { ZXingWASM } = window;
    ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => `${this.vendor}zxing_reader-3.1.4.wasm` } });
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      canvas.width = Math.min(WIDTH, video.videoWidth);
      canvas.height = (canvas.width * video.videoHeight) / video.videoWidth;
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const image = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = await ZXingWASM.readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
      return found[0]?.text ?? null;
    };
  }
}

async function nativeReader() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}
