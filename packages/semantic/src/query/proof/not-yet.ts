import { unsure, type Check } from './evidence.js';

/** "next month": what lies after the newest row has not happened yet, and a zero for it would say that nothing will. */
export const notYet: Check = ({ reading }) =>
  reading.times.some(({ time }) => time.kind === 'relative' && time.anchor === 'next')
    ? unsure('The data say what has happened so far, not what is to come.')
    : null;
