export interface Declaration {
  name: string;
  document_number: string;
  phone: string;
  place: string;
  moved_in_on: string | null;
  /** Of what was sent; nothing else of it is kept. */
  receipt: string;
}

export function newDeclaration(): Declaration {
  return { name: '', document_number: '', phone: '', place: '', moved_in_on: null, receipt: '' };
}

export interface DeclarationInput {
  name: string;
  place: string;
  document_number?: string;
  phone?: string;
  moved_in_on?: string;
}

/** What is sent; what was left empty is not. */
export function declarationInput(draft: Declaration): DeclarationInput {
  const { name, document_number, phone, place, moved_in_on } = draft;
  const optional = { document_number: document_number.trim().toUpperCase(), phone: phone.trim(), moved_in_on: moved_in_on ?? '' };
  return { name: name.trim(), place: place.trim(), ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== '')) };
}

/** Whether it says who, where, and by what to know or reach them. */
export function isComplete({ name, place, document_number, phone }: DeclarationInput): boolean {
  return name !== '' && place !== '' && (document_number ?? phone) !== undefined;
}

export function isBlank(draft: Declaration): boolean {
  return Object.values(draft).every((value) => value === null || value === '');
}
