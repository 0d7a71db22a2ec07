// What a page is told by the event stream.
import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { onRecordChanged, onTeamChanged, useLiveEvents } from '@/composables/useLiveEvents';

class Stream extends EventTarget {
  static last: Stream;
  onopen: (() => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  constructor() {
    super();
    Stream.last = this;
  }
  close(): void {
    this.onopen = null;
  }
  tell(kind: string, data?: unknown): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
  }
}

let told: string[] = [];
const page = defineComponent({
  setup() {
    useLiveEvents();
    onRecordChanged(({ kind, id }) => kind === 'person' && id === 7, () => { told.push('person'); });
    onTeamChanged((grid) => grid === 3, () => { told.push('team'); });
    return () => h('div');
  },
});

beforeEach(() => {
  told = [];
  vi.stubGlobal('EventSource', Stream);
});
afterEach(() => { vi.unstubAllGlobals(); });

test('a page hears of what concerns it, and of everything that may have been missed', () => {
  const shown = mount(page, { global: { plugins: [createPinia()] } });
  Stream.last.tell('change', { kind: 'person', id: 8 });
  Stream.last.tell('change', { kind: 'premises', id: 7 });
  Stream.last.tell('team', { grid_id: 4 });
  expect(told).toEqual([]);
  Stream.last.tell('change', { kind: 'person', id: 7 });
  Stream.last.tell('team', { grid_id: 3 });
  expect(told).toEqual(['person', 'team']);
  Stream.last.tell('reset');
  expect(told).toEqual(['person', 'team', 'person', 'team']);
  shown.unmount();
  Stream.last.tell('reset');
  expect(told).toHaveLength(4);
});
