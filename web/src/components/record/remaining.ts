import type { Job } from '@/api/types';

/** Seconds still to go at the pace so far; unknown while too little is done to tell. */
export function remaining(job: Job, now: number): number | null {
  if (!job.started || job.total <= 0 || job.done < job.total / 50 || job.done >= job.total) return null;
  const passed = (now - Date.parse(job.started)) / 1000;
  return passed <= 0 ? null : Math.max(1, Math.round((passed * (job.total - job.done)) / job.done));
}
