import { describe, expect, it } from 'vitest';
import { splitFigures } from './answer-sentence';

const bold = (sentence: string, figure: string | null = null) =>
  splitFigures(sentence, figure)
    .filter((part) => part.strong)
    .map((part) => part.text);

describe('the figures of a sentence', () => {
  it.each([
    ['Revenue of store 1 was $33,689.74 in 2022.', ['$33,689.74']],
    ['Action made 12.5% of 16,044 rentals.', ['12.5%', '16,044']],
    ['INVISIBLE GLACIER (92) leads in store 1.', ['92']],
    ['There were none.', []],
  ])('%s', (sentence, figures) => {
    expect(bold(sentence)).toEqual(figures);
  });

  it('is the one of the KPI where the sentence holds it', () => {
    expect(bold('There are 759 films; 1,000 in the catalogue.', '759')).toEqual(['759']);
  });

  it('loses nothing of the sentence', () => {
    const sentence = '<b>$1</b> and 2.5 of 3,000';
    expect(
      splitFigures(sentence, null)
        .map((part) => part.text)
        .join(''),
    ).toBe(sentence);
  });
});
