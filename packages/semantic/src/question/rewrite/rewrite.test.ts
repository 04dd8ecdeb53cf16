import { describe, expect, it } from 'vitest';
import { createLexicon } from '../lexicon.js';
import { readTokens } from '../lex.js';
import { values } from '../../testing/ask-planner.js';
import { pagila } from '../../testing/pagila-model.js';
import { NOTHING_BEFORE, rephrase, type Vocabulary } from './rephrase.js';
import { toRewritings } from './rewritings.js';
import { otherWordings, resolveIdioms } from './search.js';
import { valuesAsNouns } from './values-as-nouns.js';
import { withoutAsides } from './without-asides.js';
import { toWording, type Wording } from './wording.js';
import { wordsAsTyped } from './words-as-typed.js';

const lexicon = createLexicon(pagila);
const vocabulary: Vocabulary = {
  lexicon,
  values,
  idioms: pagila.idioms,
  isGroup: (meaning) => meaning.kind === 'dataset' || meaning.kind === 'field' || meaning.kind === 'grain',
  before: NOTHING_BEFORE,
  isPerson: (member) => member.endsWith('.full_name'),
  kindsOf: (member) => (member === 'categories.category' ? ['film', 'films'] : null),
  tokensOf: (text) => readTokens(text, lexicon, values),
};
const say = (question: string, line: string): Wording | null => {
  const [rewriting] = toRewritings(line);
  if (!rewriting) throw new Error('no rewriting');
  return rephrase(toWording(question), rewriting, vocabulary);
};

describe('a question in other words', () => {
  it('keeps what is before and after the stretch that is put in other words', () => {
    expect(say('Please, the number one film of May?', 'number one <thing> -> top 1 <thing>')?.text).toBe(
      'Please, the top 1 film of May?',
    );
  });

  it('moves stretches, and reads words in any form', () => {
    expect(
      say(
        'Of the films, which were rented in 2022?',
        '^ (of|among) [the|our] <thing> , which <any> $ -> which <thing> <any>',
      )?.text,
    ).toBe('which films were rented in 2022?');
  });

  it('does not fit where a pause is asked for and none is there', () => {
    expect(say('films how many of them', '<thing> , how many of them -> how many <thing>')).toBeNull();
  });

  it('knows names, times and numbers by what they are', () => {
    expect(
      say('ADA NORTH spent 5 in May 2022', '<person> spent <number> <time> -> <time> <number> <person>')?.text,
    ).toBe('in May 2022 5 ADA NORTH');
  });

  it('knows prices, what happened, what is called by number and one thing that is named', () => {
    expect(say('films for $2.50 a rental', '<price> a <event> -> <price>')?.text).toBe('films for $2.50');
    expect(say('2 years a rental', '<price> a <event> -> <price>')).toBeNull();
    expect(say('copies of shop number 2', '<numbered> number <number> -> <numbered> <number>')?.text).toBe(
      'copies of shop 2',
    );
    expect(say('films branch 1 sells', '<thing> <owner> sell -> <thing> of <owner>')?.text).toBe('films of branch 1');
  });

  it('says of a faulty rewriting what is wrong with it', () => {
    expect(() => toRewritings('one side only')).toThrow('two sides');
    expect(() => toRewritings('<unheard> -> x')).toThrow('can be read');
  });
});

describe('the account of words', () => {
  it('goes back to the words as they were typed', () => {
    const question = 'the number one film of May';
    const wording = say(question, 'number one <thing> -> top 1 <thing>');
    const text = wording?.text ?? '';
    const at = (word: string) => ({ text: word, start: text.indexOf(word), end: text.indexOf(word) + word.length });
    const words = wordsAsTyped(question, wording ?? toWording(question), [
      { ...at('the'), status: 'ignored' },
      { ...at('top'), status: 'used', as: 'rank' },
      { ...at('1'), status: 'used', as: 'rank' },
      { ...at('film'), status: 'used', as: 'films' },
      { ...at('of May'), status: 'used', as: 'May 2022' },
    ]);
    expect(words).toEqual([
      { text: 'the', start: 0, end: 3, status: 'ignored' },
      { text: 'number one', start: 4, end: 14, status: 'used', as: 'read as "top 1"' },
      { text: 'film', start: 15, end: 19, status: 'used', as: 'films' },
      { text: 'of May', start: 20, end: 26, status: 'used', as: 'May 2022' },
    ]);
  });
});

describe('the search for another wording', () => {
  it('ends, tries each wording once, and leaves the question as typed out', () => {
    const typed = resolveIdioms(toWording('films, how many of them are rated PG'), vocabulary);
    const texts = [...otherWordings(typed, vocabulary)].map((wording) => wording.text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain(typed.text);
  });
});

describe('what only introduces a question', () => {
  const shortened = (question: string): string[] =>
    withoutAsides(toWording(question), vocabulary).map((wording) => wording.text);

  it('is set aside before the question and behind it', () => {
    expect(
      shortened('I am painting the office tomorrow, so how many films are there? I would hang that on the wall.')[0],
    ).toBe('so how many films are there');
  });

  it('is kept where it names a figure, a value, a number or a time', () => {
    expect(shortened('I moved here from Italy, so how many films are there?')).toEqual([]);
    expect(shortened('We had 3 of these, so how many films are there?')).toEqual([]);
    expect(shortened('We moved in May 2022, so how many films are there?')).toEqual([]);
  });

  it('is kept where the question leans on it', () => {
    expect(shortened('We print leaflets. Which films are in them?')).toEqual([]);
  });

  it('is no condition that stands before its question', () => {
    expect(shortened('In the cellar, how many films are there?')).toEqual([]);
  });
});

describe('a value that says what kind of thing is meant', () => {
  it('stands for the things where no noun follows', () => {
    expect(valuesAsNouns(toWording('the newest comedies in stock'), vocabulary)?.text).toBe(
      'the newest comedies films in stock',
    );
    expect(valuesAsNouns(toWording('which comedy is longest'), vocabulary)?.text).toBe('which comedy film is longest');
    expect(valuesAsNouns(toWording('comedy films in stock'), vocabulary)).toBeNull();
    expect(valuesAsNouns(toWording('films rated G'), vocabulary)).toBeNull();
  });
});
