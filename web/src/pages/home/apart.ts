// Labels beside points of a vertical line, moved as little as it takes for each to have its own height.

interface Together {
  sum: number;
  count: number;
}

const middle = ({ sum, count }: Together) => sum / count;

/** Where labels stand that want to stand at `wanted` and are `height` high: least squares of their ways, in order, with their middles within `room`. */
export function apart(wanted: readonly number[], height: number, room: { from: number; to: number }): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const groups: Together[] = [];
  for (const [place, index] of order.entries()) {
    let last: Together = { sum: (wanted[index] ?? 0) - place * height, count: 1 };
    for (let before = groups.at(-1); before && middle(before) >= middle(last); before = groups.at(-1)) {
      groups.pop();
      last = { sum: before.sum + last.sum, count: before.count + last.count };
    }
    groups.push(last);
  }
  const top = groups.flatMap((group) => Array.from({ length: group.count }, () => middle(group)));
  const lowest = Math.max(room.from, room.to - (wanted.length - 1) * height);
  const stands: number[] = [];
  for (const [place, index] of order.entries()) stands[index] = Math.min(lowest, Math.max(room.from, top[place] ?? 0)) + place * height;
  return stands;
}
