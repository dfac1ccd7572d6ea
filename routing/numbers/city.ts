/** Cities and their area codes, from a table (province, city, area_code; several cities may share a code). */
import { readFileSync } from 'node:fs';

export interface City {
  readonly province: string;
  readonly city: string;
  /** As the policy writes area codes: `0755`, `010`. */
  readonly areaCode: string;
}

export interface Cities {
  /** The cities of an area code; empty for an unknown code. */
  of(areaCode: string): readonly City[];
  /** In the order of the table. */
  readonly all: readonly City[];
}

export const NO_CITIES: Cities = { of: () => [], all: [] };

/** Throws an Error that says what was expected on which line. */
export function loadCities(file: string | URL): Cities {
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  if (heading.replace(/^\uFEFF/, '') !== 'province,city,area_code')
    throw new Error(`${String(file)}:1: expected province,city,area_code, found ${heading}`);
  const all = lines.map((line, n) => readCity(line, `${String(file)}:${n + 2}`));
  const byCode = new Map<string, City[]>();
  for (const city of all) byCode.set(city.areaCode, [...(byCode.get(city.areaCode) ?? []), city]);
  return { of: (areaCode) => byCode.get(areaCode) ?? [], all };
}

function readCity(line: string, where: string): City {
  const [province = '', city = '', areaCode = ''] = line.split(',');
  if (!/^\d{1,32}$/.test(areaCode)) throw new Error(`${where}: expected an area code, found ${areaCode}`);
  return { province, city, areaCode };
}
