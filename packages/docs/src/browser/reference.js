// Hands the document, which stands in the page as data, to Scalar.
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);

globalThis.Scalar.createApiReference('#reference', {
  ...dataOf('scalar-configuration'),
  content: dataOf('openapi-document'),
  generateOperationSlug: (operation) => operation.operationId,
});
