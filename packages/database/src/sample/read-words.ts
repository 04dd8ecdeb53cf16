import { readFile } from 'node:fs/promises';

/** The word lists that names, titles and places are made from; they lie beside the sources, one entry a line. */
export interface Words {
  readonly cities: readonly { readonly country: string; readonly cities: readonly string[] }[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly titleAdjectives: readonly string[];
  readonly titleNouns: readonly string[];
  readonly who: readonly string[];
  readonly deeds: readonly string[];
  readonly places: readonly string[];
  readonly streetNames: readonly string[];
  readonly streetKinds: readonly string[];
  readonly districts: readonly string[];
}

/** Reads all lists; works from the sources and from the build alike. */
export async function readWords(): Promise<Words> {
  const read = async (name: string): Promise<string[]> => {
    const text = await readFile(new URL(`../../src/sample/words/${name}.txt`, import.meta.url), 'utf8');
    return text.split(/\r?\n/).filter((line) => line !== '');
  };
  const cities = (await read('cities')).map((line) => {
    const [country = '', list = ''] = line.split(': ');
    return { country, cities: list.split(', ') };
  });
  return {
    cities,
    firstNames: await read('first-names'),
    lastNames: await read('last-names'),
    titleAdjectives: await read('title-adjectives'),
    titleNouns: await read('title-nouns'),
    who: await read('who'),
    deeds: await read('deed'),
    places: await read('place'),
    streetNames: await read('street-names'),
    streetKinds: await read('street-kinds'),
    districts: await read('districts'),
  };
}
