/** In pixels. */
interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How large an image is by its head, where it is complete; null where it breaks off or says nothing. */
export const imageSize = (bytes: Buffer): ImageSize | null => {
  try {
    if (bytes.readUInt32BE(0) === 0x89504e47) return pngSize(bytes);
    if (bytes.readUInt16BE(0) === 0xffd8) return jpegSize(bytes);
    if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes);
    return null;
  } catch (error) {
    // It ends before what it announces.
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const pngSize = (bytes: Buffer): ImageSize | null =>
  bytes.includes('IEND', Math.max(0, bytes.length - 64), 'latin1')
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;

/** Frames that carry a size: all of C0 to CF but the tables DHT, JPG and DAC among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const jpegSize = (bytes: Buffer): ImageSize | null => {
  const end = bytes.lastIndexOf(Buffer.of(0xff, 0xd9));
  if (end < 0) return null;
  for (let at = 2; at < end; ) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isFrame(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    } else {
      at += 2 + bytes.readUInt16BE(at + 2);
    }
  }
  return null;
};

const webpSize = (bytes: Buffer): ImageSize | null => {
  if (bytes.readUInt32LE(4) + 8 > bytes.length) return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
};
