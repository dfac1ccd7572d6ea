/** Cities and their area codes, from `cities.csv` (province, city, area_code; several cities may share a code). */
import { readFileSync } from 'node:fs';

export interface City {
  readonly province: string;
  readonly city: string;
  /** With the leading 0: `0755`, `010`. */
  readonly areaCode: string;
}

export interface Cities {
  readonly all: readonly City[];
  /** Those of an area code; empty for a code that is none. */
  of(areaCode: string): readonly City[];
  /** Area code of a landline's national number, which has no leading 0: `75528000001` is of `0755`. */
  ofLandline(national: string): string | undefined;
}

// The compiled file is in dist/routing, the data stays beside the source.
const defaultFile = new URL('../../routing/cities.csv', import.meta.url);

export function loadCities(file: string | URL = defaultFile): Cities {
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  if (heading.replace(/^\uFEFF/, '') !== 'province,city,area_code')
    throw new Error(`${String(file)}:1: expected province,city,area_code, found ${heading}`);
  const all = lines.map((line, n) => readCity(line, `${String(file)}:${n + 2}`));
  const byCode = new Map<string, City[]>();
  for (const city of all) byCode.set(city.areaCode, [...(byCode.get(city.areaCode) ?? []), city]);
  return {
    all,
    of: (areaCode) => byCode.get(areaCode) ?? [],
    ofLandline: (national) => {
      for (const digits of [2, 3]) {
        const areaCode = `0${national.slice(0, digits)}`;
        if (byCode.has(areaCode)) return areaCode;
      }
      return undefined;
    },
  };
}

function readCity(line: string, where: string): City {
  const [province = '', city = '', areaCode = ''] = line.split(',');
  if (!/^0\d{2,3}$/.test(areaCode)) throw new Error(`${where}: expected an area code, found ${areaCode}`);
  return { province, city, areaCode };
}

/** `755` and `0755` are the same city. undefined for what is no area code. */
export function readAreaCode(text: string): string | undefined {
  const digits = text.trim();
  if (!/^\d{2,32}$/.test(digits)) return undefined;
  return digits.startsWith('0') ? digits : `0${digits}`;
}
