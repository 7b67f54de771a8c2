import type { FilmProblem } from './film.ts';

/** What became of a file, in words that name it once. */
export const problemWords = ({ path, message }: FilmProblem): string =>
  message.includes(path) ? message : `${path}: ${message}`;
