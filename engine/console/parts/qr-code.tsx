/** A QR code, drawn by the page itself: what is in it goes to no other place. Black on white in every colour scheme. */
import encodeQr from 'qr';
import { say } from '../language/language.js';

/** Light modules around it, which readers need. */
const BORDER = 4;

export function QrCode({ text }: { readonly text: string }) {
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: BORDER });
  const path = modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      class="qr"
      role="img"
      aria-label={say('QR code of the secret')}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
