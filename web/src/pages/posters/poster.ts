export interface DeclarationForm {
  open: boolean;
  town: string;
  city_url?: string;
}

export interface DeclareTarget {
  /** Whose service it is: the city's, or this server's own form. */
  of: 'city' | 'own';
  link: string;
}

/** Where people declare themselves: in the city's service if the town told of it, else here if that is open, else nowhere. */
export function declareTarget({ open, city_url }: DeclarationForm, own: string): DeclareTarget | null {
  if (city_url) return { of: 'city', link: city_url };
  return open ? { of: 'own', link: own } : null;
}
