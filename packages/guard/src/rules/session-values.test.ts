import { expectRule } from '../testing/expect-rule.js';

expectRule('session_values', {
  refuses: [
    'SELECT current_user',
    'SELECT session_user',
    'SELECT user',
    'SELECT current_role',
    'SELECT current_schema',
    'SELECT current_catalog',
    'SELECT title FROM v_films WHERE title = current_user',
  ],
  allows: [
    'SELECT current_date, current_time, current_timestamp, localtime, localtimestamp, current_timestamp(0)',
    'SELECT count(*) FROM v_rentals WHERE rental_date > current_date - 7',
    'SELECT title AS current_title FROM v_films',
  ],
});
