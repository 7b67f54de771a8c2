export { nearest } from '../shared/nearest.ts';
