// One door and one day's doors, as the contract has them, to be varied by tests.
import type { Door, DoorPlan, DoorResident, PlanDoor, Task, VisitResult } from '@/api/types';

export function resident(id: number, more: Partial<DoorResident> = {}): DoorResident {
  return { residence_id: id, residence_version: 2, person_id: id + 100, person_version: 3, name: `居民${id}`, kind: 'main', from: '2024-01-01', state: 'current', confirmed_at: '2026-01-10', relation: 'head', document_number: '310***********1234', ...more };
}

export function task(more: Partial<Task> = {}): Task {
  return { id: 1, version: 1, source: 'finding', text: 'gone', state: 'open', premises_id: 7, area_id: 10, address: '明珠路88弄3号201室', due: '2026-12-01', overdue: false, attempts: 0, opened_on: '2026-11-20', ...more };
}

export function door(more: Partial<Door> = {}): Door {
  return {
    kind: 'premises',
    id: 7,
    version: 4,
    area_id: 10,
    address: '明珠路88弄3号201室',
    premises: { id: 7, version: 5, use: 'home', residential: true, confirmed_at: '2026-01-10', confirm_due: true },
    tasks: [task()],
    visits: [],
    hours: [{ hour: 18, visits: 3, answered: 2 }, { hour: 9, visits: 1, answered: 0 }],
    failed_visits: 0,
    leaving_needs_no_more: false,
    attempts_before_officer: 3,
    residents: [resident(1), resident(2)],
    labels: [],
    organisations: [],
    findings: [],
    ...more,
  };
}

export function planDoor(number: number, more: Partial<PlanDoor> = {}): PlanDoor {
  return { number, code: `7K${number}`, premises_id: number, address: `明珠路88弄${number}号`, reasons: [{ code: 'confirmed_ago', figures: [14] }], required: false, state: 'to_do', best_hours: [18, 19], residents: 2, minutes: 6, ...more };
}

export function plan(doors: PlanDoor[], more: Partial<DoorPlan> = {}): DoorPlan {
  return { post_id: 3, post_title: '第一网格协管员', day: '2026-11-30', made_at: '2026-11-30T00:30:00Z', doors, done: doors.filter(({ state }) => state === 'done').length, not_at_home: 0, ...more };
}

export function visited(more: Partial<VisitResult> = {}): VisitResult {
  return {
    visit: { id: 50, premises_id: 7, area_id: 10, address: '明珠路88弄3号201室', outcome: 'spoke_with', on_day: '2026-11-30', led_by_officer: false, residents: 2, premises: 1, organisations: 0, changes: 0, confirmed: 3, hints: [] },
    door_version: 5,
    closed_tasks: 1,
    waiting_tasks: 0,
    with_officer: false,
    clock_corrected: false,
    before: false,
    ...more,
  };
}
