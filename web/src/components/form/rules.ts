// Format rules that the server checks too, mirrored here so that a slip of the finger shows before sending. Only formats: what is
// true about a person, only the server can tell.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

function realDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** GB 11643-1999, 18 digits; old ones of 15 pass. Returns the key of what is wrong. */
export function idNumberFault(text: string): string | null {
  const number = text.trim().toUpperCase();
  if (number.length !== 18 && number.length !== 15) return 'rule.idLength';
  if (!/^\d+[\dX]$/.test(number)) return 'rule.idCharacters';
  if (number.length === 15) return null;
  if (!realDay(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)))) return 'rule.idDate';
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return checkDigits[sum % 11] === number[17] ? null : 'rule.idCheckDigit';
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015. */
export function creditCodeFault(text: string): string | null {
  const values = Array.from(text.trim().toUpperCase(), (letter) => creditAlphabet.indexOf(letter));
  if (values.length !== 18 || values.includes(-1)) return 'rule.creditCode';
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === values[17] ? null : 'rule.creditCode';
}

/** What cannot be a phone number anywhere. Whether a number is in use, only a call can tell. */
export function phoneFault(text: string): string | null {
  const digits = text.replace(/[\s()-]/g, '');
  if (!/^\+?\d{7,18}$/.test(digits)) return 'rule.phone';
  return /^1\d*$/.test(digits) && digits.length !== 11 ? 'rule.phone' : null;
}

export function dayFault(text: string): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts && realDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? null : 'rule.day';
}
