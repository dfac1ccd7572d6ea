/** How many numbers of the pool each area code has, by what they can do at the moment. */
import type { NumberStatus } from '../application.js';
import type { Table } from '../table/table.js';

/** Each number counts once: as ended or frozen by its status, else by its use. */
export interface AreaCounts {
  readonly areaCode: string;
  readonly total: number;
  /** May be bound. */
  readonly free: number;
  readonly used: number;
  /** Was released, and is not handed out yet. */
  readonly resting: number;
  readonly frozen: number;
  /** Suspended, or unavailable. */
  readonly ended: number;
}

export interface CensusSelector {
  readonly appKey?: string | undefined;
  readonly status?: NumberStatus | undefined;
}

type Kind = Exclude<keyof AreaCounts, 'areaCode' | 'total'>;

/** In the order of the area codes. `restsUntil`: undefined for a number that does not rest. */
export function countByArea(
  { numbers }: Pick<Table, 'numbers'>,
  { appKey, status }: CensusSelector,
  restsUntil: (index: number) => number | undefined,
): readonly AreaCounts[] {
  const counts = new Map<string, Record<Kind | 'total', number>>();
  const kindOf = (index: number): Kind => {
    const is = numbers.status(index);
    if (is === 'suspended' || is === 'unavailable') return 'ended';
    if (is === 'frozen') return 'frozen';
    if (numbers.relations(index) + numbers.serves(index) > 0) return 'used';
    return restsUntil(index) === undefined ? 'free' : 'resting';
  };
  for (let index = 0; index < numbers.size; index += 1) {
    const owner = numbers.owner(index);
    if (owner === undefined || (appKey !== undefined && owner !== appKey)) continue;
    if (status !== undefined && numbers.status(index) !== status) continue;
    const areaCode = numbers.area(index);
    let area = counts.get(areaCode);
    if (area === undefined) {
      area = { total: 0, free: 0, used: 0, resting: 0, frozen: 0, ended: 0 };
      counts.set(areaCode, area);
    }
    area.total += 1;
    area[kindOf(index)] += 1;
  }
  return [...counts]
    .map(([areaCode, area]) => ({ areaCode, ...area }))
    .sort((one, other) => (one.areaCode < other.areaCode ? -1 : 1));
}
