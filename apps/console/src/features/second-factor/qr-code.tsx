import type { ReactNode } from 'react';
import { renderSVG } from 'uqr';

/** A text as a QR code, dark on white whatever the page looks like: cameras expect that. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }): ReactNode => {
  const picture = renderSVG(text, { ecc: 'M', border: 4, whiteColor: '#fff', blackColor: '#000' });
  return <img className="qr-code" src={`data:image/svg+xml,${encodeURIComponent(picture)}`} alt={label} />;
};
