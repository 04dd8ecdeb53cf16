import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Cell, Result } from '@copilot/contracts';
import { neutraliseText } from './neutralise-cell.js';
import { toCsv } from './to-csv.js';
import { toXlsx } from './to-xlsx.js';

const hostile = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '\u00a0=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '=HYPERLINK("http://evil","click")',
  '\u0000=1',
];
const harmless = ['revenue', 'a=b', '1-2', 'M@x', "'quoted", '', 'ACADEMY DINOSAUR', '😀'];

describe('text that a spreadsheet would run', () => {
  it.each(hostile)('gets an apostrophe: %j', (text) => {
    expect(neutraliseText(text)).toBe(`'${text}`);
  });
  it.each(harmless)('and other text does not: %j', (text) => {
    expect(neutraliseText(text)).toBe(text);
  });
});

const result = (rows: Cell[][]): Result => ({
  columns: [
    { name: 'day', type: 'date', role: 'dimension', label: 'Day' },
    { name: '=evil', type: 'string', role: 'attribute' },
    { name: 'revenue', type: 'number', role: 'metric', label: 'Revenue', format: 'currency' },
    { name: 'active', type: 'boolean', role: 'attribute' },
    { name: 'features', type: 'array', role: 'attribute' },
  ],
  rows,
});

describe('CSV', () => {
  it('quotes by RFC 4180 and leaves real numbers alone', () => {
    const csv = toCsv(
      result([
        ['2022-05-01', 'a,b', -1.5, true, ['x', 'y']],
        [null, 'line\r\nbreak "q"', 0, false, []],
        ['2022-05-02', ' padded ', 1e21, null, ['=x', null]],
      ]),
    );
    expect(csv).toBe(
      "day,'=evil,revenue,active,features\r\n" +
        '2022-05-01,"a,b",-1.5,true,x; y\r\n' +
        ',"line\r\nbreak ""q""",0,false,\r\n' +
        '2022-05-02," padded ",1e+21,,\'=x; \r\n'.replace("'=x; ", '"\'=x; "'),
    );
  });

  it('is a line of names when there are no rows', () => {
    expect(toCsv(result([]))).toBe("day,'=evil,revenue,active,features\r\n");
  });
});

describe('XLSX', () => {
  const sheetOf = async (rows: Cell[][]): Promise<string> => {
    const files = unzipSync(new Uint8Array(await toXlsx(result(rows))));
    return Object.entries(files)
      .filter(([name]) => /sheet1\.xml$|sharedStrings\.xml$/.test(name))
      .map(([, bytes]) => strFromU8(bytes))
      .join('\n');
  };

  it('holds typed values and no formula', async () => {
    const xml = await sheetOf(hostile.map((text): Cell[] => ['2022-05-01', text, -1.5, true, [text]]));
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toContain('<v>-1.5</v>');
    expect(xml).toContain("'=1+1");
    expect(xml, 'a date is a number of days').toMatch(/<v>44682<\/v>/);
  });

  it('stays well-formed with characters that XML has no place for', async () => {
    const xml = await sheetOf([['not a date', 'a\u0001b\u0000c<&>"\ud83d\ude00', 1, null, []]]);
    expect(xml).toContain('abc&lt;&amp;&gt;');
    // eslint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008]/);
  });

  it('can be empty', async () => {
    expect(await sheetOf([])).toContain('Revenue');
  });
});
