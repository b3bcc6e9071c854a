// Loaded when no credentials are given, and nothing of it before.
export const loadSteps = () => import('./steps.ts');
