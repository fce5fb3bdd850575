import { measureLaw } from './law/measure-law.ts';
console.log(measureLaw().rows, measureLaw().setting);
