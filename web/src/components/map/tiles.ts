import { api } from '@/api/client';

/** A background that the operator configured: where its tiles come from, and whom to name. */
export interface TileSource {
  /** With {x}, {y} and {z}. */
  urls: string[];
  attribution?: string;
  /** Pixels of a tile's side. */
  size?: number;
  maxZoom?: number;
}

let asked: Promise<TileSource | null> | undefined;

/** Background tiles, where the operator has any; the map stands without them, also when nobody can be asked. Asked once. */
export function tileSource(): Promise<TileSource | null> {
  asked ??= api.get('/api/map').then(
    ({ tiles, attribution }) => (tiles ? { urls: [tiles], ...(attribution ? { attribution } : {}) } : null),
    () => null,
  );
  return asked;
}
