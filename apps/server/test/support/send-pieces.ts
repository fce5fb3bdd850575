const PIECE = 4 * 1024 * 1024;

/** Sends a file as tus has it, piece by piece, and stops where nobody answers any more. */
export const sendPieces = async (baseUrl: string, cookie: string, bytes: Buffer): Promise<void> => {
  const headers = { cookie, origin: new URL(baseUrl).origin, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${baseUrl}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from('round.pdf').toString('base64')}`,
    },
  });
  const place = begun.headers.get('location');
  if (place === null) throw new Error(`the upload was not begun: ${begun.status}`);
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    await fetch(new URL(place, baseUrl), {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes.subarray(offset, offset + PIECE)),
    });
  }
};
