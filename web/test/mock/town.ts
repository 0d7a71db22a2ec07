// An invented town in memory: enough of everything for the screens.
import type { Address, AddressNode, Area, Change, Employment, Label, Organisation, Person, Premises, Provenance, Residence } from '@/api/types';

type Stored<T> = T & { number?: string; tel?: string };

export interface Town {
  areas: Area[];
  addresses: Map<number, Address & { children: number[] }>;
  premises: Map<number, Premises>;
  persons: Map<number, Stored<Person>>;
  organisations: Map<number, Organisation>;
  residences: Map<number, Residence>;
  employments: Map<number, Employment>;
  history: (Change & { revert?: () => void })[];
  next: () => number;
}

const families = '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗'.split('');
const given = ['伟', '芳', '娜', '秀英', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '秀兰', '霞', '平', '刚', '桂英', '梓涵', '子轩'];
const committees = ['徐泾北城第一居民区', '徐泾北城第二居民区', '尚鸿路居民区', '京华居民区', '宅东居民区', '西向阳居民区', '仁恒居民区', '民主村', '金云村', '蟠龙村', '二联村', '光联村'];
const categories = ['registered_here', 'elsewhere_mainland', 'outside_mainland'];

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

function provenance(days: number): Provenance {
  return { known_at: `${dayBefore(days)}T06:30:00Z`, confirmed_at: dayBefore(days), source: 'import', how: 'door', enterer: '许协管', finder: '张房东' };
}

function checkDigit(first: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first[index]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

export function masked(number: string): string {
  return number.length > 8 ? `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}` : number;
}

function inventPerson(id: number, roll: () => number): Stored<Person> {
  const pick = <T>(list: T[]): T => list[Math.floor(roll() * list.length)] as T;
  const sex = roll() < 0.5 ? 'male' : 'female';
  const birth = `${1940 + Math.floor(roll() * 80)}-${String(1 + Math.floor(roll() * 12)).padStart(2, '0')}-${String(1 + Math.floor(roll() * 28)).padStart(2, '0')}`;
  const first = `999118${birth.replaceAll('-', '')}${String(Math.floor(roll() * 900) + 100)}`;
  const number = first + checkDigit(first);
  const tel = `1990000${String(Math.floor(roll() * 9000) + 1000)}`;
  const days = Math.floor(roll() * roll() * 600);
  const made: Stored<Person> = { id, version: 1, state: 'current', withheld: [], name: pick(families) + pick(given), document_type: 'resident_id', document_number: masked(number), number, sex, birth_date: birth, phone: masked(tel), tel, category: pick(categories), registered_place: '上海市青浦区', lives_at_registered: roll() < 0.4, provenance: { '*': provenance(days), phone: provenance(Math.floor(days / 3)) }, residences: [], employments: [] };
  return made;
}

function employ(town: Town, organisation: Organisation): void {
  for (const who of [...town.persons.values()].filter((one) => one.birth_date && one.birth_date < '2005').slice(-3)) {
    const made: Employment = { id: town.next(), version: 1, person_id: who.id, person_name: who.name, organisation_id: organisation.id, organisation_name: organisation.name, job: '店员', from: dayBefore(400), provenance: provenance(30) };
    town.employments.set(made.id, made);
    who.employments.push(made);
    organisation.workers += 1;
  }
}

export function makeTown(): Town {
  const roll = random(7);
  const pick = <T>(list: T[]): T => list[Math.floor(roll() * list.length)] as T;
  let last = 1000;
  const next = () => (last += 1);
  const town: Town = { areas: [], addresses: new Map(), premises: new Map(), persons: new Map(), organisations: new Map(), residences: new Map(), employments: new Map(), history: [], next };
  town.areas.push({ id: 1, kind: 'town', code: '310118106', name: '徐泾镇' });
  committees.forEach((name, index) => town.areas.push({ id: 10 + index, parent_id: 1, kind: 'committee', code: `3101181060${String(index).padStart(2, '0')}`, name }));

  const address = (level: string, element: string, area_id: number, parent?: number): number => {
    const id = next();
    const above = parent ? town.addresses.get(parent) : undefined;
    above?.children.push(id);
    const own: AddressNode = { id, level, element, canonical: (above?.canonical ?? '徐泾镇') + element, area_id, children: 0, ...(parent ? { parent_id: parent } : {}) };
    town.addresses.set(id, { ...own, version: 1, state: 'current', path: [...(above?.path ?? []), own], aliases: [], provenance: { '*': provenance(40) }, children: [] });
    return id;
  };
  const premises = (addressId: number, use: string): Premises => {
    const at = town.addresses.get(addressId) as Address;
    const labels: Label[] = roll() < 0.3 ? [{ id: next(), label: 'let', evidence: 'landlord', from: dayBefore(500), by: '许协管' }] : [];
    const made: Premises = { id: next(), version: 1, address_id: addressId, address: at.canonical, area_id: at.area_id, use, residential: use === 'home', owner_name: `${pick(families)}房主`, owner_phone: '199****1234', headcount_limit: 4, labels, residences: [], organisations: [], provenance: { '*': provenance(60) } };
    town.premises.set(made.id, made);
    at.premises_id = made.id;
    return made;
  };
  const person = (): Person => {
    const made = inventPerson(next(), roll);
    town.persons.set(made.id, made);
    return made;
  };
  const residence = (who: Person, where: Premises, relation: string, days: number): void => {
    const made: Residence = { id: next(), version: 1, person_id: who.id, person_name: who.name, person_sex: who.sex, person_birth_date: who.birth_date, person_category: who.category, premises_id: where.id, address: where.address, from: dayBefore(days), kind: 'main', relation, state: 'current', provenance: provenance(Math.floor(days / 4)) };
    town.residences.set(made.id, made);
    who.residences.push(made);
    where.residences.push(made);
    town.history.push({ id: next(), operation_id: next(), subject_kind: 'person', subject_id: who.id, kind: 'add', fields: [{ field: 'name', to: who.name }, { field: 'category', to: who.category ?? null }], valid_from: made.from, known_at: `${made.from}T03:12:00Z`, source: 'import', how: 'door', enterer: '许协管', can_undo: false });
  };
  for (const area of town.areas.slice(1)) {
    const road = address('road', pick(['明珠路', '徐盈路', '龙联路', '高泾路', '京华路', '盈港东路']), area.id);
    for (let lane = 0; lane < 2; lane += 1) {
      const laneId = address('lane', `${88 + lane * 40}弄`, area.id, road);
      for (let number = 1; number <= 4; number += 1) {
        const numberId = address('number', `${number}号`, area.id, laneId);
        for (let room = 0; room < 4; room += 1) {
          const at = premises(address('room', `${1 + Math.floor(room / 2)}0${1 + (room % 2)}室`, area.id, numberId), 'home');
          const count = Math.floor(roll() * 4);
          for (let index = 0; index < count; index += 1) residence(person(), at, index === 0 ? 'head' : pick(['spouse', 'child', 'tenant']), 100 + Math.floor(roll() * 2000));
        }
      }
    }
    const shop = premises(address('number', '12号', area.id, road), 'shop');
    const organisation: Organisation = { id: next(), version: 1, state: 'current', name: `${area.name.slice(0, 2)}便民超市有限公司`, credit_code: '91350100M000100Y43', kind: 'company', contact_name: '周店长', contact_phone: '199****5566', premises_id: shop.id, address: shop.address, area_id: area.id, workers: 0, provenance: { '*': provenance(90) } };
    town.organisations.set(organisation.id, organisation);
    shop.organisations.push({ id: organisation.id, name: organisation.name, credit_code: organisation.credit_code, kind: 'company' });
    employ(town, organisation);
  }
  return town;
}
