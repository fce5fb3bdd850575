import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** All text of a PDF, as another reader extracts it. */
export const pdfText = async (pdf: Uint8Array): Promise<string> => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ('str' in item) text += item.str;
  }
  await document.loadingTask.destroy();
  return text;
};

/** How many pages a PDF has, as another reader counts them. */
export const numPagesOf = async (pdf: Uint8Array): Promise<number> => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const { numPages } = document;
  await document.loadingTask.destroy();
  return numPages;
};
