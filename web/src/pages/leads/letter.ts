// What a letter says: conduct that was observed, where and when. Of people there is no field.
export interface LetterDraft {
  conduct: string;
  place: string;
  time: string;
  /** Only if the sender wants to be asked back. */
  contact: string;
}

export const longest = { conduct: 4000, place: 200, time: 100, contact: 100 } as const;
const fields = ['conduct', 'place', 'time', 'contact'] as const;

export function newLetter(): LetterDraft {
  return { conduct: '', place: '', time: '', contact: '' };
}

/** The text that is sealed; null while something is wanting. */
export function textOf(draft: LetterDraft): string | null {
  const said = Object.fromEntries(fields.map((name) => [name, draft[name].trim()] as const).filter(([, text]) => text !== ''));
  if (!said.conduct || !said.place || !said.time) return null;
  return JSON.stringify({ v: 1, ...said });
}

/** What was sealed by a newer or broken client is shown as it is. */
export function letterOf(text: string): LetterDraft {
  const letter = newLetter();
  try {
    const said = JSON.parse(text) as Record<string, unknown>;
    for (const name of fields) if (typeof said[name] === 'string') letter[name] = said[name];
  } catch {
    letter.conduct = text;
  }
  return letter;
}
