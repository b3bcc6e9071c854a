// Browsers and workers have neither files nor a metadata service.
export const loadSteps = undefined;
