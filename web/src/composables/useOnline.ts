import { ref } from 'vue';

/** Whether the server can be reached: what the browser says, and what the last request showed. */
export const online = ref(navigator.onLine);

export function noteAnswer(): void {
  online.value = true;
}

export function noteSilence(): void {
  online.value = false;
  watchForReturn();
}

let watching = false;

function watchForReturn(): void {
  if (watching) return;
  watching = true;
  const timer = setInterval(() => { void probe(timer); }, 5000);
}

async function probe(timer: ReturnType<typeof setInterval>): Promise<void> {
  try {
    await fetch('/healthz', { cache: 'no-store' });
    online.value = true;
    watching = false;
    clearInterval(timer);
  } catch {
    online.value = false;
  }
}

export function watchLine(): void {
  addEventListener('offline', noteSilence);
  addEventListener('online', noteAnswer);
}
