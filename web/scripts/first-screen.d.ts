export const limit: number;
export function firstScreen(page: string): { files: { file: string; bytes: number }[]; total: number };
