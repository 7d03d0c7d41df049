/**
 * What reading a template costs by itself: `reading.js FILE TIMES` reads a template over and over, as after a keystroke,
 * decides all of its values, makes facts of them, and prints the milliseconds of each as JSON.
 */
import { readFileSync } from 'node:fs';
import { applicationOf } from '../../src/model/application.ts';
import { templateReader } from '../../src/templates/declare/reader.ts';

const [path = '', times = '1'] = process.argv.slice(2);
const text = readFileSync(path, 'utf8');
let now = text;
const reader = templateReader((asked) => (asked === path ? now : undefined));
const all = Array.from({ length: Number(times) }, (_, index) => {
  now = `${text}${' '.repeat(index)}`;
  const started = performance.now();
  reader.forget(path);
  const { functions } = applicationOf(reader.declare(path));
  if (functions.length === 0) throw new Error(`${path} has no functions.`);
  return performance.now() - started;
});
console.log(JSON.stringify(all));
