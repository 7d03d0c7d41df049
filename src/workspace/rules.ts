export { rules } from '../rules/registry.ts';
