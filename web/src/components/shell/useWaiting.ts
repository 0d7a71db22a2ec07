import type { NavEntry } from './navigation';
import { useApprovals } from '@/stores/approvals';
import { useRequests } from '@/stores/requests';

/** How many wait behind an entry of the navigation. */
export function useWaiting(): (entry: NavEntry) => number {
  const approvals = useApprovals();
  const requests = useRequests();
  return ({ waits }) => {
    if (waits === 'approvals') return approvals.waiting;
    return waits === 'requests' ? requests.open : 0;
  };
}
