// Our own lint rules, as a Redocly plugin.
export default function plugin() {
  return { id: 'dli', rules: { oas3: {} } };
}
