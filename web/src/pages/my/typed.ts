/** A number or code as it is sent: without spaces, the wide characters of an input method made plain. */
export function plain(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** The code that a slip's QR code carries behind the `#`, which no server sees; '' where there is none. */
export function codeOfHash(hash: string): string {
  const code = plain(hash.replace(/^#/, ''));
  return /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/.test(code) ? code : '';
}
