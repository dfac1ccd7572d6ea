/** The answers of the operator API about statistics and the plan of numbers, in the manner of answers.ts. */

export interface ShownFigures {
  readonly calls: number;
  readonly answered: number;
  /** ASR: answered ones of a hundred; missing without calls. */
  readonly answerPercent?: number | undefined;
  readonly talkSeconds: number;
  /** ACD: mean of the answered ones; missing without any. */
  readonly meanTalkSeconds?: number | undefined;
  /** PDD: mean time from the dialling of a callee until it rings or answers; missing without any. */
  readonly postDialSeconds?: number | undefined;
}

export interface ShownComplaintRate {
  /** Valid ones that were made in the time; missing where calls are narrowed down by city or trunk. */
  readonly complaints?: number | undefined;
  /** Complaints for each ten thousand calls; missing without calls. */
  readonly complaintsPerTenThousand?: number | undefined;
}

export interface ShownPoint extends ShownFigures {
  readonly at: string;
}

export interface ShownEnding {
  readonly ending: string;
  readonly reason?: string | undefined;
  readonly fault?: string | undefined;
  readonly calls: number;
  readonly percent: number;
}

export interface ShownGroup extends ShownFigures, ShownComplaintRate {
  /** Key of an application, area code, name of a trunk, hour of the day (`09`); empty: a city that is not known. */
  readonly key: string;
  /** Name of an application, or the cities of an area code. */
  readonly name?: string | undefined;
}

export interface ShownStatistics {
  readonly from: string;
  readonly until: string;
  readonly interval: 'hour' | 'day';
  readonly total: ShownFigures & ShownComplaintRate;
  readonly series: readonly ShownPoint[];
  /** Missing for one city or trunk of an application, of which they are not kept. */
  readonly endings?: readonly ShownEnding[] | undefined;
  /** Missing: no grouping was asked for. */
  readonly groups?: readonly ShownGroup[] | undefined;
  /** How many there are, of which the first are here. */
  readonly groupsTotal?: number | undefined;
}

/** Numbers of the pool, each counted once after its total. */
export interface ShownCityCounts {
  readonly total: number;
  readonly free: number;
  readonly used: number;
  readonly resting: number;
  readonly frozen: number;
  /** Suspended, or unavailable. */
  readonly ended: number;
}

export interface ShownCity extends ShownCityCounts {
  readonly areaCode: string;
  readonly cities: readonly string[];
  /** Empty where the table of cities does not say. */
  readonly province: string;
}

export interface ShownPlan {
  readonly mode: 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';
  /** Numbers that it takes. */
  readonly needed: number;
  /** What they are for, in sum `needed`. */
  readonly parts: readonly {
    readonly what: 'x' | 'y' | 'resting';
    readonly numbers: number;
    /** The rule that decided. */
    readonly rule: string;
  }[];
  /** Numbers that are there and may be bound, by the application and the city that were named. */
  readonly there?: number | undefined;
  readonly missing?: number | undefined;
}
