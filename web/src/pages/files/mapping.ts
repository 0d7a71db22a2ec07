import type { ColumnMapping, FileKind, Upload, UploadSheet } from '@/api/types';

export type FieldChoice = NonNullable<Upload['fields']>[string][number];
export type Chosen = Record<number, string | null>;

export function bestSheet(upload: Upload): UploadSheet | undefined {
  return upload.sheets.find((sheet) => sheet.guessed_kind) ?? upload.sheets[0];
}

export function startingChoice(sheet: UploadSheet, fields: FieldChoice[]): Chosen {
  const known = new Set(fields.map((field) => field.code));
  return Object.fromEntries(sheet.columns.map((one) => [one.column, one.field && known.has(one.field) ? one.field : null]));
}

export function mappingOf(chosen: Chosen): ColumnMapping[] {
  return Object.entries(chosen).map(([column, field]) => ({ column: Number(column), field }));
}

/** Required fields that no column gives. */
export function missingFields(chosen: Chosen, fields: FieldChoice[]): FieldChoice[] {
  const given = new Set(Object.values(chosen));
  return fields.filter((field) => field.required && !given.has(field.code));
}

/** Fields that two columns claim. */
export function doubledFields(chosen: Chosen): string[] {
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const field of Object.values(chosen)) {
    if (field === null) continue;
    if (seen.has(field)) doubled.add(field);
    seen.add(field);
  }
  return [...doubled];
}

/** Titles of columns that mean nothing yet, so that their content would be left out. */
export function untakenColumns(chosen: Chosen, sheet: UploadSheet): string[] {
  return sheet.columns.filter((one) => chosen[one.column] === null).map((one) => one.title || columnLetters(one.column));
}

export function fieldsOf(upload: Upload, kind: FileKind | undefined): FieldChoice[] {
  return kind ? (upload.fields?.[kind] ?? []) : [];
}

/** A column's letters as spreadsheets write them: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
