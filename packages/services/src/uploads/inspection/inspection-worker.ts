import { parentPort, workerData } from 'node:worker_threads';
import { windowReader } from '../../vault/shared-bytes.ts';
import { limitWasmMemory } from '../../vault/wasm-memory.ts';
import type { Finding } from './finding.ts';
import { ContentRefused } from './finding.ts';
import { inspectDocx } from './inspect-docx.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectPdf } from './inspect-pdf.ts';
import type { InspectionJob, InspectionSaying } from './protocol.ts';

// The only one that starts this thread gives it just that; see the protocol.
const job: InspectionJob = workerData;
const say = (saying: InspectionSaying): void => parentPort?.postMessage(saying, []);

let isStarved = false;
limitWasmMemory(job.limits.pdfBytes, () => {
  isStarved = true;
});

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const look = async (): Promise<Finding> => {
  switch (job.kind) {
    case 'docx':
      return inspectDocx(bufferOf(job.bytes), job.limits.unfolded);
    case 'image':
      return inspectImage(bufferOf(job.bytes));
    case 'pdf':
      return inspectPdf(
        job.window.size,
        windowReader(job.window, (index) => say({ window: index })),
      );
  }
};

try {
  say({ finding: await look() });
} catch (error) {
  const code = error instanceof ContentRefused ? error.code : 'CONTENT_BROKEN';
  say({ finding: { refusal: isStarved ? 'CONTENT_BOMB' : code } });
}
