/** The numbers of a ladder's parties, by the country whose policy the service runs on. */
import { fileURLToPath } from 'node:url';

export interface CountryNumbers {
  /** Undefined: the one the service comes with. */
  readonly policyFile: string | undefined;
  /** What stands before the four digits that tell one case from another. */
  readonly a: string;
  readonly b: string;
  readonly x: string;
  readonly areaCode: string;
  /** As it is dialled at home. */
  readonly national: (number: string) => string;
}

const policy = (country: string): string =>
  fileURLToPath(new URL(`../../../../routing/policy-${country}.json`, import.meta.url));

export const NUMBERS: Readonly<Record<string, CountryNumbers>> = {
  china: {
    policyFile: undefined,
    a: '+861381111',
    b: '+861392222',
    x: '+861710000',
    areaCode: '0755',
    national: (number) => number.replace('+86', ''),
  },
  germany: {
    policyFile: policy('germany'),
    a: '+491511111',
    b: '+491622222',
    x: '+49301000',
    areaCode: '030',
    national: (number) => number.replace('+49', '0'),
  },
  'north-america': {
    policyFile: policy('north-america'),
    a: '+1415555',
    b: '+1212555',
    x: '+1415666',
    areaCode: '415',
    national: (number) => number.replace('+1', ''),
  },
};
