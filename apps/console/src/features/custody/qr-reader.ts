import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads every QR code in one picture of the camera. */
export type ReadCodes = (video: HTMLVideoElement) => Promise<readonly string[]>;

/** The reader of QR codes. Its code comes from our own server, and only once somebody turns the camera on. */
export const loadQrReader = async (): Promise<ReadCodes> => {
  const { BarcodeDetector, setZXingModuleOverrides } = await import('barcode-detector/pure');
  setZXingModuleOverrides({ locateFile: () => wasm });
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (video) => {
    const found = await detector.detect(video);
    return found.map(({ rawValue }) => rawValue);
  };
};
