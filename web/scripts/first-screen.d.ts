export const limit: number;
export const staffFrame: string;
export function firstScreen(page: string, frame?: string): { files: { file: string; bytes: number }[]; total: number };
