export { editDistance, nearest } from '../shared/nearest.ts';
