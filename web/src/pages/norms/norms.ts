import type { KeyPremisesKind, Norm, NormField, NormRules } from '@/api/types';

type Translate = (key: string, values?: Record<string, unknown>) => string;

/** As people write it: a share in per cent. */
export function numberShown(field: Pick<NormField, 'unit'>, value: number): number {
  return field.unit === 'share' ? Math.round(value * 1000) / 10 : value;
}

/** What was typed, as the norm has it. */
export function numberKept(field: Pick<NormField, 'unit'>, typed: number): number {
  return field.unit === 'share' ? Math.round(typed * 10) / 1000 : typed;
}

export function amountShown(field: NormField, rules: NormRules, t: Translate): string {
  const value = rules.values[field.name];
  return value === undefined ? '' : t(`norms.units.${field.unit}`, { count: numberShown(field, value) });
}

/** "overcrowded let · 6 or more people · 14 days". */
export function kindShown(kind: KeyPremisesKind, labelOf: (code: string) => string, t: Translate): string {
  const labels = kind.labels.length > 0 ? kind.labels.map(labelOf).join(' / ') : t('norms.noLabel');
  const people = kind.least_people > 0 ? t('norms.people', { count: kind.least_people }) : t('norms.anyNumber');
  return [labels, people, t('norms.units.days', { count: kind.visit_every_days })].join(' · ');
}

/** Fields, and the kinds of key premises, in which two differ. */
export function differing(fields: NormField[], a: NormRules, b: NormRules): string[] {
  const names = fields.map(({ name }) => name).filter((name) => a.values[name] !== b.values[name]);
  return JSON.stringify(a.kinds ?? []) === JSON.stringify(b.kinds ?? []) ? names : [...names, 'kinds'];
}

export interface RuleChanges {
  values?: Record<string, number>;
  kinds?: KeyPremisesKind[];
}

/** Only what is changed is sent. */
export function changesOf(norm: Norm, draft: NormRules): RuleChanges {
  const changed = differing(norm.fields, norm.today, draft);
  const out: RuleChanges = {};
  for (const name of changed) {
    const value = draft.values[name];
    if (value !== undefined) out.values = { ...out.values, [name]: value };
  }
  if (changed.includes('kinds')) out.kinds = draft.kinds ?? [];
  return out;
}

export function copyOf(rules: NormRules): NormRules {
  const kinds = rules.kinds?.map((kind) => ({ ...kind, labels: [...kind.labels] }));
  return { values: { ...rules.values }, ...(kinds ? { kinds } : {}) };
}

export interface Choice {
  key: string;
  rules: NormRules;
  /** None: what ships. */
  day: string | null;
}

/** All that can be compared, the oldest first: what ships, then each version. */
export function comparable(norm: Norm): Choice[] {
  const versions = [...norm.versions].reverse().map((one): Choice => ({ key: String(one.id), rules: one.rules, day: one.effective_from }));
  return [{ key: 'shipped', rules: norm.shipped, day: null }, ...versions];
}
