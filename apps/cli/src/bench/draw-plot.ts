export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: string; readonly y: number }[];
}

const WIDTH = 760;
const ROW = 18;
const LEFT = 230;
const COLOURS = ['#2563eb', '#f59e0b', '#10b981', '#8b5cf6'];

/** Groups of bars with their values, as SVG without anything from elsewhere. `logarithmic` where the values span orders of magnitude. */
export function drawBars(input: {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly Series[];
  readonly logarithmic?: boolean;
}): string {
  const groups = [...new Set(input.series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const most = Math.max(...input.series.flatMap(({ points }) => points.map(({ y }) => y)), 0.001);
  const room = WIDTH - LEFT - 90;
  const widthOf = (value: number): number =>
    input.logarithmic === true
      ? (Math.log10(1 + value * 10) / Math.log10(1 + most * 10)) * room
      : (value / most) * room;
  const groupHeight = ROW * input.series.length + 10;
  const height = 70 + groups.length * groupHeight;
  const legend = input.series.map(
    ({ name }, at) =>
      `<rect x="${16 + at * 180}" y="34" width="11" height="11" fill="${COLOURS[at % COLOURS.length] ?? ''}"/>` +
      text(32 + at * 180, 44, name),
  );
  const bars = groups.flatMap((group, row) => {
    const top = 60 + row * groupHeight;
    return [
      text(LEFT - 10, top + groupHeight / 2 - 2, group, 'end'),
      ...input.series.flatMap(({ points }, at) => {
        const value = points.find(({ x }) => x === group)?.y;
        if (value === undefined) return [];
        const y = top + at * ROW;
        const width = Math.max(1, widthOf(value));
        return [
          `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 4}" fill="${COLOURS[at % COLOURS.length] ?? ''}"/>`,
          text(LEFT + width + 6, y + 11, `${value} ${input.unit}`),
        ];
      }),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="16" y="22" font-size="15" font-weight="600" fill="#111827">${escape(input.title)}</text>`,
    ...legend,
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, words: string, anchor = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}" fill="#374151">${escape(words)}</text>`;
}

function escape(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
