import { useCodes } from '@/stores/codes';
import { usePlan } from '@/stores/plan';

/** City, district and town at the beginning: what stands before the road or village. */
const above = /^(?:[^区县镇乡路村弄]{1,12}?市)?(?:[^镇乡路村弄]{1,12}?[区县])?(?:[^路村弄]{1,12}?(?:镇|乡|街道))?/u;

/** City, district and town as far as all of the addresses lie in them; of one address alone nothing is shared. */
export function sharedPlace(addresses: readonly string[]): string {
  const [first = '', ...others] = addresses;
  if (others.length === 0) return '';
  let shared = first;
  for (const other of others) while (!other.startsWith(shared)) shared = shared.slice(0, -1);
  return above.exec(shared)?.[0] ?? '';
}

/** An address of the day's list without what all of the list share: a post that covers a grid does not know the town's name. */
export function useListedAddress(): (address: string) => string {
  const codes = useCodes();
  const plans = usePlan();
  return (address) => {
    const shared = sharedPlace(plans.doors.map((door) => door.address));
    const short = codes.short(address);
    return short.startsWith(shared) ? short.slice(shared.length) || short : short;
  };
}
