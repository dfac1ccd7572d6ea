/** Cities and their area codes, from a table (province, city, area_code; several cities may share a code). */
import { readFileSync } from 'node:fs';

export interface City {
  readonly city: string;
  /** As the policy writes area codes: `0755`, `010`. */
  readonly areaCode: string;
}

export interface Cities {
  /** The cities of an area code; empty for an unknown code. */
  of(areaCode: string): readonly City[];
}

export const NO_CITIES: Cities = { of: () => [] };

/** Throws an Error that says what was expected on which line. */
export function loadCities(file: string | URL): Cities {
  const [heading = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  if (heading.replace(/^\uFEFF/, '') !== 'province,city,area_code')
    throw new Error(`${String(file)}:1: expected province,city,area_code, found ${heading}`);
  const byCode = new Map<string, City[]>();
  for (const [n, line] of lines.entries()) {
    const city = readCity(line, `${String(file)}:${n + 2}`);
    byCode.set(city.areaCode, [...(byCode.get(city.areaCode) ?? []), city]);
  }
  return { of: (areaCode) => byCode.get(areaCode) ?? [] };
}

function readCity(line: string, where: string): City {
  const [, city = '', areaCode = ''] = line.split(',');
  if (!/^\d{1,32}$/.test(areaCode)) throw new Error(`${where}: expected an area code, found ${areaCode}`);
  return { city, areaCode };
}
