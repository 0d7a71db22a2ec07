import { useRouter } from 'vue-router';
import { useSession } from '@/stores/session';

/** Whether a page exists and is for the acting post. */
export function useOpens(): (path: string) => boolean {
  const router = useRouter();
  const session = useSession();
  return (path) => {
    const { name, meta } = router.resolve(path);
    return name !== 'lost' && (meta.anyOf === undefined || meta.anyOf.some((right) => session.may(right)));
  };
}
