/* The camera: the browser's own reader of QR codes, else zxing, loaded when it is first needed. */
const AGAIN_AFTER = 3000;
const BETWEEN_LOOKS = 120;
const WIDTH = 960;

const WHY = { NotAllowedError: "camera_refused", NotFoundError: "camera_missing" };

/* `why`: which of the page's words says what can be done. */
export class CameraFailure extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

export class Camera {
  #stream = null;

  constructor(video, { vendor, take }) {
    Object.assign(this, { video, vendor, take });
  }

  get isOn() {
    return Boolean(this.#stream);
  }

  get hasTorch() {
    return Boolean(this.#stream?.getVideoTracks()[0]?.getCapabilities?.().torch);
  }

  /* Throws CameraFailure, with the camera off again. */
  async start() {
    if (!navigator.mediaDevices) throw new CameraFailure("camera_closed"); // the page did not come by HTTPS
    const video = { facingMode: { ideal: "environment" }, width: { ideal: 1280 } };
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
      this.video.srcObject = this.#stream;
      await this.video.play();
      this.#watch(this.#stream, (await nativeReader()) ?? (await this.#zxing()));
    } catch (error) {
      this.stop();
      throw new CameraFailure(WHY[error.name] ?? "camera_busy");
    }
  }

  stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = this.video.srcObject = null;
  }

  async light(isOn) {
    await this.#stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: isOn }] });
  }

  async #watch(stream, look) {
    let seen = "";
    let seenAt = 0;
    while (this.#stream === stream) {
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
